//! Putting the parts of a long text together again.

use super::{Document, Notes, Sentence, Token};

impl Document {
    /// Puts a part of the text after the parts before it; so many bytes of the text stand before the part.
    pub(crate) fn append(&mut self, part: &Self, bytes: u32) {
        let (tokens, segments) = (self.tokens.len(), self.segments.len());
        let title = |at: usize| at < part.title;
        self.tokens
            .extend(part.tokens.iter().enumerate().map(|(at, token)| Token {
                span: token.span.after(if title(at) { 0 } else { bytes }),
                ..*token
            }));
        self.sentences
            .extend(part.sentences.iter().map(|sentence| Sentence {
                tokens: sentence.tokens.after(tokens),
                segments: sentence.segments.after(segments),
                ..*sentence
            }));
        self.segments
            .extend(part.segments.iter().map(|segment| segment.after(tokens)));
        self.title += part.title;
        self.notes.append(&part.notes, tokens);
    }
}

impl Notes {
    fn append(&mut self, part: &Self, tokens: usize) {
        self.words += part.words;
        self.function_words += part.function_words;
        self.names.extend(part.names.iter().map(|at| at + tokens));
    }
}
