//! The command is there and says which version it is.

#[test]
fn the_command_says_its_version() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_evenhand"))
        .arg("--version")
        .output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    assert_eq!(
        text.ok().as_deref(),
        Some(concat!("evenhand ", env!("CARGO_PKG_VERSION"), "\n"))
    );
}
