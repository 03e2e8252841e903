namespace Diagnostics.Tests.EndToEnd;

/// <summary>A test in a real browser; skipped with its reason where none is installed, unless DIAGNOSTICS_REQUIRE names chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Browser.Executable is null && !Requirement.Names("chromium"))
        {
            Skip = "No Chromium was found (install the package chromium, or name the file in DIAGNOSTICS_CHROMIUM).";
        }
    }
}
