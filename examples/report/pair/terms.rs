//! What the words and numbers of a page mean, and what is not in them.

use maud::{Markup, html};

use crate::drawing::number;

pub(crate) fn meanings(half_life: u16) -> Markup {
    let days = u64::from(half_life);
    html! {
        dl class="terms" {
            dt { "Event" }
            dd { "Something one actor does or says to another, as a sentence tells it, on the day it happened. However often it is told, it counts once, a little more with each story." }
            dt { "Score" }
            dd { "Of an event, on the Goldstein scale: " (number::score(-10.0)) " is war, " (number::score(10.0)) " deep cooperation. It is the sum of the steps shown beside it." }
            dt { "Tension" }
            dd { "Of a pair on a day: the mean of its events, in which an event fades by half in " (number::counted(days, "day")) ", drawn to neutral while there are few. 0 to 100; 50 is neutral, higher is worse. Calm up to 50, strained to 60, tense to 70, hostile to 85, then open conflict." }
            dt { "Band" }
            dd { "The range that 90 % of such samples fall into. Errors of reading are not in it. Where the line is dotted there is too little evidence to name a level." }
            dt { "Points" }
            dd { "Score times weight, added up over the events of a day, week or month. Peaks are the periods with the most." }
        }
    }
}

pub(crate) fn caveats() -> Markup {
    html! {
        ul {
            li { "They say what texts say, not what is true. Whoever chose the articles chose the picture." }
            li { "The reader knows words and grammar, not the world: irony, hints and long chains of reference escape it, and some sentences are read wrong. The evidence is shown so that you can see for yourself." }
            li { "More news is not more hostility. Before a claim of validity, compare with a mere count of articles." }
            li { "Two pairs with overlapping bands are not told apart by this sample." }
        }
    }
}
