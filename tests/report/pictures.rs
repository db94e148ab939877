//! The pictures alone: SVG that stands by itself, and specifications that hold their data.

use std::{fs, path::Path, process::Command};

use serde_json::Value;

use super::{folder, markup, page};

fn made(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    page(&["--pictures", folder.to_str().unwrap()], "");
    folder
}

fn file(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn each_picture_stands_by_itself() {
    let folder = made("pictures");
    for name in [
        "timeline.svg",
        "heatmap.svg",
        "matrix.svg",
        "pairs/RUS-USA.svg",
    ] {
        let markup = markup::read(&file(&folder.join(name)));
        let svg = &markup.elements[0];
        assert_eq!(
            (svg.name.as_str(), svg.attribute("xmlns")),
            ("svg", "http://www.w3.org/2000/svg")
        );
        assert!(
            svg.attribute("role") == "img"
                && markup
                    .named("desc")
                    .next()
                    .is_some_and(|desc| desc.text.len() > 40)
        );
        assert!(
            markup.named("text").count() > 8 && markup.elements.len() > 40,
            "{name}"
        );
        let [width, height] =
            ["width", "height"].map(|side| svg.attribute(side).parse::<f64>().unwrap());
        for place in markup
            .elements
            .iter()
            .filter(|one| !one.attribute("x").is_empty())
        {
            let [x, y] = ["x", "y"].map(|side| place.attribute(side).parse::<f64>().unwrap());
            assert!(
                0.0 <= x && x <= width && 0.0 <= y && y <= height,
                "{name}: {place:?} is outside"
            );
        }
    }
}

#[test]
fn specifications_hold_their_data_and_name_only_its_fields() {
    let folder = made("specifications");
    for name in ["timeline.vl.json", "heatmap.vl.json"] {
        let spec: Value = serde_json::from_str(&file(&folder.join(name))).unwrap();
        assert!(spec["$schema"].as_str().unwrap().contains("vega-lite"));
        let mut known = Vec::new();
        let mut asked = Vec::new();
        walk(&spec, &mut known, &mut asked);
        assert!(spec["data"]["values"].as_array().unwrap().len() > 10);
        for field in asked {
            assert!(known.contains(&field), "{name}: {field} is in no data");
        }
    }
}

/// The fields that rows have, and those that encodings ask for.
fn walk(value: &Value, known: &mut Vec<String>, asked: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let Some(field) = map.get("field").and_then(Value::as_str) {
                asked.push(field.to_owned());
            }
            if let Some(Value::Array(rows)) = map.get("values") {
                let first = rows.first().and_then(Value::as_object);
                known.extend(first.into_iter().flat_map(|row| row.keys().cloned()));
                return;
            }
            map.values().for_each(|value| walk(value, known, asked));
        }
        Value::Array(all) => all.iter().for_each(|value| walk(value, known, asked)),
        _ => {}
    }
}

/// The command that `--help` gives for PNG.
#[test]
fn png_by_the_documented_command() {
    if Command::new("rsvg-convert")
        .arg("--version")
        .output()
        .is_err()
    {
        eprintln!("SKIPPED: rsvg-convert is not installed (Debian: librsvg2-bin)");
        return;
    }
    let folder = made("png");
    for name in ["timeline", "heatmap", "matrix"] {
        let png = folder.join(format!("{name}.png"));
        let done = Command::new("rsvg-convert")
            .args(["--width", "1920", "--output"])
            .args([&png, &folder.join(format!("{name}.svg"))])
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        assert!(fs::read(&png).unwrap().starts_with(b"\x89PNG"));
    }
}
