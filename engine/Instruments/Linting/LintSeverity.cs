namespace Diagnostics.Engine.Instruments.Linting;

public enum LintSeverity
{
    /// <summary>Worth knowing, nothing to repair.</summary>
    Info,

    /// <summary>A warning that was looked at and is left, with its reason.</summary>
    Accepted,

    /// <summary>Probably a mistake; the author decides.</summary>
    Warning,

    /// <summary>The instrument must not be used like this.</summary>
    Error,
}
