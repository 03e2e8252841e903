namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>What the linter noticed about a valid instrument.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="Rule">Name of the rule, e.g. unscored-option.</param>
/// <param name="Path">JSON path of the place in the instrument's file.</param>
/// <param name="Message">What was noticed, in English, for the author.</param>
public sealed record LintFinding(LintSeverity Severity, string Rule, string Path, string Message);
