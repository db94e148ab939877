//! Where sentences and segments end.

use crate::{
    event::Part,
    span::Tokens,
    text::{Case, Document, Hints, Sentence, Token, TokenKind, Traits},
};

/// Longer sentences are cut, and counted.
pub(super) const LONGEST_SENTENCE: usize = 512;
/// A quotation of at least so many words is a segment of its own; a shorter one is part of the sentence around it.
const LONG_QUOTATION: usize = 6;

/// Cuts the tokens of a part into sentences and segments.
pub(super) fn cut(text: &str, part: Part, document: &mut Document) {
    let (first, last) = match part {
        Part::Title => (0, document.title),
        Part::Text => (document.title, document.tokens.len()),
    };
    let (mut start, mut read) = (first, first);
    while let Some(stop) = may_end(&document.tokens[read..last]) {
        let at = read + stop - first;
        // a closing mark belongs to the stop before it
        let (end, ends) = end_after(text, part, &document.tokens[first..last], at);
        read = first + end;
        if ends {
            push(document, part, Tokens::new(start, read));
            start = read;
        }
    }
    push(document, part, Tokens::new(start, last));
}

/// The first token but the last after which a sentence may end: a stop, an acronym, one before two blanks or more, which may be an empty line.
fn may_end(tokens: &[Token]) -> Option<usize> {
    tokens.windows(2).position(|pair| {
        let gap = pair[1].span.start.wrapping_sub(pair[0].span.end);
        gap > 1 || pair[0].word.hints.any(Hints::STOP)
    })
}

/// Adds a sentence; one over the longest length as several.
fn push(document: &mut Document, part: Part, tokens: Tokens) {
    let mut from = tokens.start;
    while from < tokens.end {
        let to = tokens.end.min(from + LONGEST_SENTENCE);
        document.cuts.long_sentences += usize::from(to < tokens.end);
        let sentence = sentence(document, part, Tokens::new(from, to));
        document.sentences.push(sentence);
        from = to;
    }
}

fn sentence(document: &mut Document, part: Part, tokens: Tokens) -> Sentence {
    let inside = &document.tokens[tokens.start..tokens.end];
    let hints = inside.iter().map(|token| token.word.hints);
    let hints = hints.fold(Hints::NONE, Hints::and);
    let capitals = hints.any(Hints::UPPER) && is_in_capitals(inside);
    let first = document.segments.len();
    if hints.any(Hints::CUT) {
        segments(&document.tokens, tokens, &mut document.segments);
    } else {
        document.segments.push(tokens);
    }
    Sentence {
        part,
        tokens,
        capitals,
        hints,
        segments: Tokens::new(first, document.segments.len()),
    }
}

/// A line in capitals has at least three words, seven in ten of them in capitals.
fn is_in_capitals(tokens: &[Token]) -> bool {
    let (mut words, mut upper) = (0, 0);
    for token in tokens {
        let word = token.kind == TokenKind::Word && token.word.length > 1;
        words += usize::from(word);
        upper += usize::from(word && token.word.case == Case::Upper);
    }
    upper >= 3 && upper * 10 >= words * 7
}

/// Where the token that may end a sentence ends, with the marks that close it, and whether it does.
fn end_after(text: &str, part: Part, tokens: &[Token], at: usize) -> (usize, bool) {
    let full = tokens[at].kind == TokenKind::Stop && !is_inner_stop(text, tokens, at);
    let acronym = tokens[at].kind == TokenKind::Acronym && ends_sentence(text, tokens, at);
    if full || acronym {
        let end = with_closing_marks(tokens, at + 1);
        let spaced = spaced(tokens, end) || part == Part::Title;
        return (end, starts_sentence(tokens, end) && spaced);
    }
    (at + 1, paragraph_follows(text, tokens, at))
}

/// A stop after an abbreviation or an initial does not end a sentence.
fn is_inner_stop(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| tokens[i]) else {
        return false;
    };
    if tokens[at].span.of(text) != "."
        || before.kind != TokenKind::Word
        || before.span.end != tokens[at].span.start
    {
        return false;
    }
    let initial = before.word.length == 1 && before.word.case == Case::Capital;
    initial || before.word.traits.has(Traits::ABBREVIATION)
}

/// "... in the U.S. The ..." ends a sentence; "the U.S. State Department" does not.
fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let dotted = tokens[at].span.of(text).ends_with('.');
    let next = tokens.get(at + 1);
    dotted
        && next.is_some_and(|t| t.word.case == Case::Capital && t.word.traits.has(Traits::OPENER))
}

fn with_closing_marks(tokens: &[Token], mut end: usize) -> usize {
    while let Some(token) = tokens.get(end) {
        let glued = token.span.start == tokens[end - 1].span.end;
        if !glued
            || !matches!(
                token.kind,
                TokenKind::Quote | TokenKind::Close | TokenKind::Stop
            )
        {
            break;
        }
        end += 1;
    }
    end
}

/// Whether what follows can open a sentence: no lower-case word, no comma.
fn starts_sentence(tokens: &[Token], at: usize) -> bool {
    let next = tokens[at.min(tokens.len())..]
        .iter()
        .find(|t| !matches!(t.kind, TokenKind::Quote | TokenKind::Open));
    next.is_none_or(|t| match t.kind {
        TokenKind::Word => t.word.case != Case::Lower,
        TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon => false,
        _ => true,
    })
}

fn spaced(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_none_or(|next| at > 0 && next.span.start > tokens[at - 1].span.end)
}

/// Whether an empty line stands after the token.
fn paragraph_follows(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else {
        return false;
    };
    let (end, start) = (tokens[at].span.end as usize, next.span.start as usize);
    // most gaps are one space, or nothing
    start > end + 1
        && text
            .get(end..start)
            .is_some_and(|gap| gap.bytes().filter(|b| *b == b'\n').count() > 1)
}

/// Cuts a sentence at semicolons, colons, dashes, brackets and the marks of long quotations.
fn segments(tokens: &[Token], sentence: Tokens, segments: &mut Vec<Tokens>) {
    let mut start = sentence.start;
    let mut open_quote: Option<usize> = None;
    let mut cuts: Vec<usize> = Vec::new();
    for at in sentence.iter() {
        match tokens[at].kind {
            TokenKind::Semicolon
            | TokenKind::Colon
            | TokenKind::Dash
            | TokenKind::Open
            | TokenKind::Close => cuts.push(at),
            TokenKind::Quote => match open_quote.take() {
                Some(open) if at - open > LONG_QUOTATION => cuts.extend([open, at]),
                Some(_) => {}
                None => open_quote = Some(at),
            },
            _ => {}
        }
    }
    // the marks of a long quotation are known at its end only
    cuts.sort_unstable();
    for cut in cuts.into_iter().chain([sentence.end]) {
        if start < cut {
            segments.push(Tokens::new(start, cut));
        }
        start = start.max(cut + 1);
    }
}
