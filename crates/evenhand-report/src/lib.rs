//! Scorecard to HTML, SVG, Markdown, CSV and terminal.
