//! A tension at a glance: its number on its tint, and its level in words.

use detente::{Level, State};
use maud::{Markup, html};

use super::{number, palette};

/// A tension on its tint.
pub(crate) fn tension(state: &State) -> Markup {
    let tint = palette::of_tension(state.tension);
    html! { span class={ "chip c" (tint.class) } { (number::whole(state.tension)) } }
}

/// The level in words.
pub(crate) fn level(state: &State) -> String {
    match state.level {
        Level::TooLittle => "too little evidence".to_owned(),
        level => level.to_string(),
    }
}
