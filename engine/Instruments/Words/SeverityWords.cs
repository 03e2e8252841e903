using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Engine.Instruments.Words;

public static class SeverityWords
{
    /// <summary>A severity in a word.</summary>
    public static Wording Called(this LintSeverity severity) => new(Word(severity));

    private static FormattableString Word(LintSeverity severity) => severity switch
    {
        LintSeverity.Info => $"info",
        LintSeverity.Accepted => $"accepted",
        LintSeverity.Warning => $"warning",
        LintSeverity.Error => $"error",
    };
}
