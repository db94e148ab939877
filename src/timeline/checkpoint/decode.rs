//! Bytes as a timeline: read into the same stored form as JSON is, and checked as that is.

use super::{
    Flaw,
    bytes::Reader,
    tables::{Tables, at_place},
};
use crate::{
    cameo::{CameoCode, EventClass, Quad},
    day::Day,
    event::{Context, Mode, Part, Rule},
    pair::{ActorCode, Pair},
    scale::Scale,
    span::Span,
    timeline::{
        Counts, Timeline,
        evidence::EvidenceEntry,
        ledger::{CellKey, Report},
        settings::{BasePeriod, ModeWeights, Settings},
        stored::{FORMAT, Stored, StoredCell, StoredMonth, StoredPair},
    },
};

pub(super) fn timeline(bytes: &[u8]) -> Result<Timeline, Flaw> {
    let from = &mut Reader::new(bytes);
    let stored = stored(from)?;
    from.end()?;
    stored.check().map_err(Flaw::Fault)
}

fn stored(from: &mut Reader<'_>) -> Result<Stored<'static>, Flaw> {
    let stamped = flag(from)?;
    let stamp = stamped.then(|| from.text()).transpose()?;
    let settings = settings(from)?;
    let mut counts = Counts::default();
    for count in counts.parts() {
        *count = from.number()?;
    }
    let exposure = days(from)?;
    let named = from.list(|from| Ok((pair(from, Pair::undirected)?, days(from)?)))?;
    let mut tables = Tables::read(from)?;
    let pairs = from.list(|from| dyad(from, &mut tables))?;
    tables.all_used()?;
    Ok(Stored {
        format: FORMAT,
        stamp: stamp.map(|stamp| stamp.to_owned().into()),
        settings,
        counts,
        exposure,
        named,
        pairs,
    })
}

fn settings(from: &mut Reader<'_>) -> Result<Settings, Flaw> {
    let mode_weights = ModeWeights {
        actual: from.number()?,
        intended: from.number()?,
        ceased: from.number()?,
        refused: from.number()?,
        reported: from.number()?,
        negated: from.number()?,
        hypothetical: from.number()?,
        historical: from.number()?,
    };
    let mut story_weights = [0; 8];
    for weight in &mut story_weights {
        *weight = from.number()?;
    }
    let (half_life, minimum_confidence) = (from.number()?, from.number()?);
    let base = flag(from)?.then(|| base(from)).transpose()?;
    Ok(Settings {
        mode_weights,
        story_weights,
        half_life,
        minimum_confidence,
        base,
    })
}

fn base(from: &mut Reader<'_>) -> Result<BasePeriod, Flaw> {
    Ok(BasePeriod {
        from: day(from, 0)?,
        to: day(from, 0)?,
    })
}

fn flag(from: &mut Reader<'_>) -> Result<bool, Flaw> {
    at_place(&[false, true], from)
}

/// The day so many days after another, if the calendar has it.
fn day(from: &mut Reader<'_>, before: i32) -> Result<Day, Flaw> {
    let number = before.checked_add(from.signed()?).ok_or(Flaw::Number)?;
    let day = Day::from_number(number);
    (day.number() == number).then_some(day).ok_or(Flaw::Number)
}

fn days(from: &mut Reader<'_>) -> Result<Vec<(Day, u64)>, Flaw> {
    let mut before = 0;
    from.list(|from| {
        let day = day(from, before)?;
        before = day.number();
        Ok((day, from.number()?))
    })
}

/// Two codes, in the order the kind of pair has them.
fn pair(
    from: &mut Reader<'_>,
    kind: fn(ActorCode, ActorCode) -> Option<Pair>,
) -> Result<Pair, Flaw> {
    let mut code = || from.text()?.parse::<ActorCode>().map_err(|_| Flaw::Text);
    let (source, target) = (code()?, code()?);
    let pair = kind(source, target).filter(|pair| pair.source() == source);
    pair.ok_or(Flaw::Text)
}

fn dyad(from: &mut Reader<'_>, tables: &mut Tables) -> Result<StoredPair<'static>, Flaw> {
    let pair = pair(from, Pair::directed)?;
    let mut before = 0;
    let cells = from.list(|from| {
        let CellKey { class, mode, day } = cell_key(from, before)?;
        before = day.number();
        let reports = from.list(|from| report(from, day, tables))?;
        Ok(StoredCell {
            class,
            mode,
            day,
            reports: reports.into(),
        })
    })?;
    let evidence = from.list(|from| {
        let entries = from.list(|from| entry(from, pair, tables))?;
        // A month without an entry has no name; the check refuses it under any.
        let first = entries
            .first()
            .map_or(Day::from_number(0), |entry| entry.day);
        Ok(StoredMonth {
            month: first.month_start(),
            entries: entries.into(),
        })
    })?;
    Ok(StoredPair {
        pair,
        cells,
        evidence,
    })
}

fn cell_key(from: &mut Reader<'_>, before: i32) -> Result<CellKey, Flaw> {
    Ok(CellKey {
        class: at_place(&EventClass::ALL, from)?,
        mode: at_place(&Mode::ALL, from)?,
        day: day(from, before)?,
    })
}

fn code(from: &mut Reader<'_>) -> Result<CameoCode, Flaw> {
    from.text()?.parse().map_err(|_| Flaw::Text)
}

fn scale(from: &mut Reader<'_>) -> Result<Scale, Flaw> {
    let scale = Scale::from_milli(from.signed()?);
    (scale == scale.clamped())
        .then_some(scale)
        .ok_or(Flaw::Number)
}

fn report(from: &mut Reader<'_>, on: Day, tables: &mut Tables) -> Result<Report, Flaw> {
    let mut story = [0; 8];
    story.copy_from_slice(from.raw(8)?);
    Ok(Report {
        story: u64::from_le_bytes(story),
        published: day(from, on.number())?,
        document: tables.document(from)?,
        code: code(from)?,
        quad: at_place(&Quad::ALL, from)?,
        scale: scale(from)?,
        weight: from.number()?,
        confidence: from.number()?,
        default_dated: flag(from)?,
        mutual: flag(from)?,
        context: context(from)?,
        steps: tables.chain(from)?,
    })
}

fn context(from: &mut Reader<'_>) -> Result<Option<Context>, Flaw> {
    let at: usize = from.number()?;
    let known = |at: usize| Context::ALL.get(at).map(|(context, _)| *context);
    match at.checked_sub(1) {
        None => Ok(None),
        Some(at) => known(at).map(Some).ok_or(Flaw::Number),
    }
}

fn entry(from: &mut Reader<'_>, pair: Pair, tables: &mut Tables) -> Result<EvidenceEntry, Flaw> {
    let CellKey {
        class,
        mode,
        day: on,
    } = cell_key(from, 0)?;
    Ok(EvidenceEntry {
        published: day(from, on.number())?,
        document: tables.document(from)?,
        day: on,
        pair,
        class,
        mode,
        code: code(from)?,
        score: scale(from)?,
        weight: from.number()?,
        confidence: from.number()?,
        rule: at_place(&Rule::ALL, from)?,
        reciprocal: flag(from)?,
        part: at_place(&Part::ALL, from)?,
        clause: span(from)?,
        cue: span(from)?,
    })
}

fn span(from: &mut Reader<'_>) -> Result<Span, Flaw> {
    Ok(Span::new(from.number()?, from.number()?))
}
