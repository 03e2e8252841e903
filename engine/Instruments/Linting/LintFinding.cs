using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>What the linter noticed about a valid instrument.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="Rule">Name of the rule, e.g. unscored-option.</param>
/// <param name="Path">JSON path of the place in the instrument's file.</param>
/// <param name="Words">What was noticed, for the author.</param>
public sealed record LintFinding(LintSeverity Severity, string Rule, string Path, Wording Words)
{
    public LintFinding(LintSeverity severity, string rule, string path, FormattableString message)
        : this(severity, rule, path, new Wording(message))
    {
    }

    /// <summary>What was noticed, in English.</summary>
    public string Message => Words.English;
}
