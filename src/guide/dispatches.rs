// The bundled dispatches as a timeline: an expression, for the guide's examples to include.
{
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let mut timeline = Timeline::new();
    let wire = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/dispatches.ndjson"));
    for line in wire.lines() {
        let item: serde_json::Value = serde_json::from_str(line).expect("an object a line");
        let field = |name: &str| item[name].as_str().expect("a text");
        let day = field("date").parse().expect("a day");
        let article = Article::new(field("id"), day, field("text")).title(field("title"));
        timeline.record(reader.analyze(&article));
    }
    timeline
}
