//! As much of the WebDriver protocol as it takes to look at a page in headless Chromium.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// What Chromium is started with: no screen, no network of its own.
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
];

/// No page of these tests takes so long; a click that does leads nowhere.
const LONGEST_LOAD: Duration = Duration::from_secs(20);

/// A browser, closed when it goes.
pub(crate) struct Browser {
    driver: Child,
    agent: ureq::Agent,
    session: String,
}

impl Browser {
    /// Starts one; `None`, said aloud, where Chromium or its driver is not installed.
    pub(crate) fn start(profile: &Path) -> Option<Self> {
        let driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut driver) = driver else {
            eprintln!("SKIPPED: chromedriver is not installed (Debian: chromium, chromium-driver)");
            return None;
        };
        let lines = BufReader::new(driver.stdout.take()?).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = port.expect("chromedriver says its port");
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(60)))
            .http_status_as_error(false)
            .build()
            .into();
        let mut browser = Self {
            driver,
            agent,
            session: format!("http://127.0.0.1:{port}/session"),
        };
        let mut flags: Vec<String> = FLAGS.map(str::to_owned).to_vec();
        flags.push(format!("--user-data-dir={}", profile.display()));
        let wish = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": flags}, "goog:loggingPrefs": {"browser": "ALL"}}}});
        let made = browser.post("", &wish);
        let id = made["sessionId"]
            .as_str()
            .unwrap_or_else(|| panic!("no session: {made}"))
            .to_owned();
        browser.session = format!("{}/{id}", browser.session);
        Some(browser)
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let address = format!("{}{path}", self.session);
        let mut response = self.agent.post(&address).send(body.to_string()).unwrap();
        let answer = response.body_mut().with_config().limit(200_000_000);
        let mut value: Value = serde_json::from_str(&answer.read_to_string().unwrap()).unwrap();
        let value = value["value"].take();
        assert!(value["error"].is_null(), "{path}: {value}");
        value
    }

    /// A command of the browser's own protocol.
    pub(crate) fn command(&self, name: &str, params: Value) -> Value {
        self.post("/goog/cdp/execute", &json!({"cmd": name, "params": params}))
    }

    /// Opens a file.
    pub(crate) fn open(&self, file: &Path) {
        self.visit(&format!("file://{}", file.display()));
    }

    /// Opens an address.
    pub(crate) fn visit(&self, address: &str) {
        self.post("/url", &json!({"url": address}));
    }

    /// Where the browser is now.
    pub(crate) fn address(&self) -> String {
        let address = self.run("return location.href");
        address.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks what leads to another page, named by a CSS selector, as a hand would: it is scrolled to, and nothing may lie over it.
    /// Comes back when the other page is there, as the click itself does not wait for it.
    pub(crate) fn click(&self, selector: &str) {
        self.run("document.clicked = true");
        self.post(&self.element(selector, "click"), &json!({}));
        let begun = Instant::now();
        while self.run("return !document.clicked && document.readyState === 'complete'") != true {
            assert!(begun.elapsed() < LONGEST_LOAD, "{selector} leads nowhere");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Types into what a CSS selector names.
    pub(crate) fn fill(&self, selector: &str, text: &str) {
        self.post(&self.element(selector, "clear"), &json!({}));
        self.post(&self.element(selector, "value"), &json!({"text": text}));
    }

    fn element(&self, selector: &str, command: &str) -> String {
        let wish = json!({"using": "css selector", "value": selector});
        let found = self.post("/element", &wish);
        let id = found
            .as_object()
            .and_then(|found| found.values().next()?.as_str());
        format!("/element/{}/{command}", id.expect("an element has an id"))
    }

    /// What a script gives; it runs beside the page, whatever the page's policy is.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// Makes the screen so wide.
    pub(crate) fn width(&self, width: u32) {
        let size =
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600});
        self.command("Emulation.setDeviceMetricsOverride", size);
    }

    /// Light or dark.
    pub(crate) fn scheme(&self, scheme: &str) {
        let feature = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.command("Emulation.setEmulatedMedia", feature);
    }

    /// A piece of the page as PNG: from the left, from the top, wide, high.
    pub(crate) fn picture(&self, [x, y, width, height]: [u32; 4]) -> Vec<u8> {
        let clip = json!({"x": x, "y": y, "width": width, "height": height, "scale": 1});
        let wish = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        let shot = self.command("Page.captureScreenshot", wish);
        STANDARD.decode(shot["data"].as_str().unwrap()).unwrap()
    }

    /// Presses a key that has no letter.
    pub(crate) fn press(&self, key: &str) {
        for kind in ["keyDown", "keyUp"] {
            self.command("Input.dispatchKeyEvent", json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": if key == "Tab" { 9 } else { 13 }}));
        }
    }

    /// What the console said.
    pub(crate) fn console(&self) -> Vec<Value> {
        let said = self.post("/se/log", &json!({"type": "browser"}));
        said.as_array().cloned().unwrap_or_default()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
