//! A first glance at a word: what the lexicon and the stages could do with it, so that most of a text is passed over.

use crate::{
    annotate::when,
    lexicon::{Tables, markers::Preposition},
    text::{Case, Hints, Lookup, Segmenter, Word},
};

/// Looks words up in the tables of a lexicon, with what its names, patterns and closed classes say of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glance<'a>(pub(crate) &'a Tables);

impl Lookup for Glance<'_> {
    fn segmenter(&self) -> &Segmenter {
        &self.0.segmenter
    }

    fn hints(&self, word: &Word, acronym: bool) -> Hints {
        let tables = self.0;
        let (form, stem) = (word.form, word.stem);
        // `US` in capitals is no pronoun
        let marker = tables.markers.of(if acronym { 0 } else { form });
        let opens = |case| tables.openings.has(form, case);
        Hints::NONE
            .with(Hints::FUNCTION, marker.function)
            .with(Hints::NAME, opens(word.case))
            .with(Hints::JOINED_NAME, opens(word.case) || opens(Case::Capital))
            .with(Hints::TIME, when::may_name(tables, word))
            .with(Hints::ANAPHOR, marker.may_recall())
            .with(
                Hints::BETWEEN,
                marker.preposition == Some(Preposition::Between),
            )
            .with(
                Hints::JOINT,
                marker.and || marker.but || marker.relative || marker.subordinator,
            )
            .with(Hints::DATE, when::may_be_part(tables, word))
            .with(Hints::IDIOM, tables.masks.may_start(form, stem))
            .with(Hints::CUE, tables.cues.may_start(form, stem))
            .with(Hints::CUE_IN_PAST, tables.cues.may_start_in_past(stem))
            .with(Hints::SHIFTER, tables.shifts.may_start(form, stem))
    }
}
