//! Vega-Lite specifications with their data inside, for those who draw on: <https://vega.github.io/vega-lite/>.

use detente::{Day, Period};
use serde_json::{Value, json};

use crate::{
    drawing::{names, number},
    findings::Findings,
    pair::dossier::Dossier,
};

const SCHEMA: &str = "https://vega.github.io/schema/vega-lite/v5.json";

/// The timeline of one pair: the band, the line, and under them the events.
pub(crate) fn timeline(dossier: &Dossier<'_>) -> Value {
    let values: Vec<Value> = dossier
        .points
        .iter()
        .map(|point| {
            let [low, high] = point.state.tension_band;
            json!({
                "day": point.to, "from": point.from, "tension": point.state.tension, "low": low, "high": high,
                "level": point.state.level, "effective": point.state.effective,
                "hostile": point.observed.map_or(0.0, |seen| seen.conflict),
                "friendly": -point.observed.map_or(0.0, |seen| seen.cooperation),
            })
        })
        .collect();
    let peaks: Vec<Value> = dossier
        .marks()
        .iter()
        .map(|mark| json!({"day": mark.to, "number": mark.number.to_string(), "side": mark.side}))
        .collect();
    let time = |title: Value| json!({"field": "day", "type": "temporal", "title": title, "scale": {"type": "utc"}});
    let tension = |field: &str| json!({"field": field, "type": "quantitative", "title": "tension", "scale": {"zero": false}});
    let bar = |field: &str, colour: &str| {
        json!({"mark": {"type": "bar", "color": colour, "tooltip": true}, "encoding": {
            "x": time(Value::Null), "y": {"field": field, "type": "quantitative", "title": "events by weight"}}})
    };
    json!({
        "$schema": SCHEMA,
        "title": format!("{}: tension and events", names::capital(&dossier.name)),
        "description": "Tension of a pair, 0 to 100, 50 neutral, with its 90 % band; below, the weight of hostile (up) and friendly (down) events.",
        "data": {"values": values},
        "vconcat": [
            {"width": 640, "height": 240, "layer": [
                {"mark": {"type": "area", "color": "#d6d1c7", "opacity": 0.6}, "encoding": {
                    "x": time(Value::Null), "y": tension("low"), "y2": {"field": "high"}}},
                {"mark": {"type": "line", "color": "#1b1d21", "tooltip": true}, "encoding": {
                    "x": time(Value::Null), "y": tension("tension")}},
                {"data": {"values": peaks}, "mark": {"type": "text", "fontWeight": "bold", "dy": {"expr": "datum.side == 'hostile' ? 0 : 14"}}, "encoding": {
                    "x": time(Value::Null), "y": {"value": 8}, "text": {"field": "number"},
                    "color": {"field": "side", "scale": {"domain": ["hostile", "cooperative"], "range": ["#c4500c", "#2471ad"]}, "legend": null}}}
            ]},
            {"width": 640, "height": 90, "layer": [bar("hostile", "#c4500c"), bar("friendly", "#2471ad")]}
        ]
    })
}

/// The heat map.
pub(crate) fn heatmap(found: &Findings<'_>) -> Value {
    let month = |day: Day| Period::Month.name(day);
    let values: Vec<Value> = found
        .rows
        .iter()
        .flat_map(|(pair, row)| {
            row.cells.iter().map(move |cell| {
                json!({"pair": pair, "name": row.name, "month": month(cell.month), "tension": cell.tension, "events": cell.events})
            })
        })
        .collect();
    json!({
        "$schema": SCHEMA,
        "title": format!("Tension by pair and month, {}", number::days(found.days.0, found.days.1)),
        "description": "Tension at the end of each month, 0 to 100, 50 neutral; months with too little evidence are left white.",
        "width": 640,
        "data": {"values": values},
        "mark": {"type": "rect", "tooltip": true},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "timeUnit": "utcyearmonth", "title": null},
            "y": {"field": "name", "type": "nominal", "title": null, "sort": null, "axis": {"labelLimit": 300}},
            "color": {"field": "tension", "type": "quantitative",
                "scale": {"scheme": "blueorange", "domain": [15, 85], "domainMid": 50, "clamp": true}}
        }
    })
}
