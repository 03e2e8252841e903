namespace Diagnostics.Tests.EndToEnd;

/// <summary>A test in a real browser, of a class that may say on which SQL engine; skipped with its reason where none is installed, unless DIAGNOSTICS_REQUIRE names chromium.</summary>
[Xunit.Sdk.XunitTestCaseDiscoverer("Diagnostics.Tests.Storage.StoreFactDiscoverer", "Diagnostics.Tests")]
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
