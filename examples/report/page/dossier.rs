//! One pair at length: where it stands, its picture, its peaks with their evidence.

use maud::{Markup, html};

use crate::{
    archive::Archive,
    drawing::{figure::plain, names},
    findings::Findings,
    pair::{
        dossier::{Dossier, anchor},
        evidence, standing,
    },
};

pub(super) fn section(archive: &Archive, found: &Findings<'_>, dossier: &Dossier<'_>) -> Markup {
    let id = anchor(dossier.pair);
    html! {
        section class="pair" aria-labelledby=(id) {
            h2 id=(id) tabindex="-1" { (plain(&names::capital(&dossier.name))) }
            (standing::summary(&archive.sources, dossier))
            @if dossier.points.is_empty() {
                p { "No event between the two was read." }
            } @else {
                (dossier.figure(found.range))
                (evidence::peaks(&archive.sources, dossier))
            }
        }
    }
}
