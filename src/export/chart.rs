//! A chart as a file of its own, for print: light, sharp, with its caption inside.

use crate::landscape::{ComplexityData, DistributionData, OnesData, RankData};
use crate::method::Figure;
use crate::plot::{self, ChartStyle, HistogramData, LikelihoodData, ScatterData, VolumeData};
use plotters::prelude::IntoDrawingArea;
use plotters_svg::SVGBackend;
use serde::Deserialize;

/// One of the charts, with what it shows.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[non_exhaustive]
pub enum Chart {
    /// P_SGD against P_B.
    Scatter(ScatterData),
    /// Test errors.
    Histogram(HistogramData),
    /// P against rank.
    Rank(RankData),
    /// P against complexity.
    Complexity(ComplexityData),
    /// The number of ones.
    Ones(OnesData),
    /// The distribution of complexity.
    Distribution(DistributionData),
    /// Volume against complexity.
    Volumes(VolumeData),
    /// P(S) by method.
    Likelihood(LikelihoodData),
    /// Lines of a method's own working.
    Lines(Figure),
}

/// What a chart says beside what it shows.
#[derive(Clone, Copy, Debug)]
pub struct Caption<'a> {
    /// A title.
    pub title: &'a str,
    /// The chart in words.
    pub text: &'a str,
    /// The address that repeats it.
    pub link: &'a str,
}

/// Lengths within the file are whole multiples of this share of a css pixel: plotters knows whole numbers only.
const FINENESS: f64 = 8.0;

/// Plotters takes a font size for the height of a line there, and sets type smaller by this.
const LINE_HEIGHT: f64 = 1.24;

/// The chart as SVG, `width` by `height` css pixels.
pub fn svg(chart: &Chart, width: u32, height: u32, caption: Caption<'_>) -> String {
    let look = ChartStyle { ratio: FINENESS, ..ChartStyle::new(f64::from(width), f64::from(height)) };
    let mut text = String::new();
    let size = ((look.width * look.ratio) as u32, (look.height * look.ratio) as u32);
    {
        let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
        // Into memory: there is nothing that could fail.
        let _ = match chart {
            Chart::Scatter(data) => plot::scatter(&area, data, &look).map(drop),
            Chart::Histogram(data) => plot::error_histogram(&area, data, &look).map(drop),
            Chart::Rank(data) => plot::rank(&area, data, &look).map(drop),
            Chart::Complexity(data) => plot::complexity(&area, data, &look).map(drop),
            Chart::Ones(data) => plot::ones(&area, data, &look).map(drop),
            Chart::Distribution(data) => plot::complexity_distribution(&area, data, &look).map(drop),
            Chart::Volumes(data) => plot::volume_complexity(&area, data, &look).map(drop),
            Chart::Likelihood(data) => plot::likelihood(&area, data, &look),
            Chart::Lines(data) => plot::lines(&area, data, &look),
        };
    }
    let body = text.split_once('>').map_or("", |(_, body)| body);
    let Caption { title, text, link } = caption;
    let (title, text, link) = (escaped(title), escaped(text), escaped(link));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" role=\"img\">\n\
         <title>{title}</title>\n<desc>{text} {link}</desc>{}",
        size.0,
        size.1,
        with_right_type(body)
    )
}

fn with_right_type(body: &str) -> String {
    let mut parts = body.split("font-size=\"");
    let mut sized = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        sized.push_str("font-size=\"");
        match part.split_once('"').and_then(|(size, rest)| Some((size.parse::<f64>().ok()?, rest))) {
            Some((size, rest)) => sized.push_str(&format!("{:.1}\"{rest}", size * LINE_HEIGHT)),
            None => sized.push_str(part),
        }
    }
    sized
}

fn escaped(text: &str) -> String {
    let allowed = text.chars().filter(|c| !c.is_control());
    allowed.fold(String::new(), |mut escaped, c| {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::compare::Ledger;

    #[test]
    fn a_chart_carries_its_words() {
        let mut ledger = Ledger::new("n=3&target=and&train=11010010&hidden=5&runs=100&kept=100");
        ledger.run();
        let analysis = ledger.analyse(1);
        let caption = Caption { title: "A <b> & c", text: "words", link: "https://x.org/#v=2&n=3" };
        for chart in [Chart::Scatter(analysis.scatter), Chart::Histogram(analysis.histogram)] {
            let text = svg(&chart, 624, 560, caption);
            assert!(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"624\" height=\"560\" viewBox=\"0 0 4992 4480\""));
            assert!(text.contains("<title>A &lt;b&gt; &amp; c</title>"));
            assert!(text.contains("<desc>words https://x.org/#v=2&amp;n=3</desc>"));
            assert!(text.trim_end().ends_with("</svg>") && text.matches("<text").count() > 5);
            assert_eq!(text.matches("<svg").count(), 1);
        }
    }
}
