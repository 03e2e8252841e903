namespace Diagnostics.Tests.EndToEnd;

/// <summary>A browser story whose files are read back by poppler's tools; skipped with its reason where they are absent, unless DIAGNOSTICS_REQUIRE names poppler.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReportFactAttribute : FactAttribute
{
    public ReportFactAttribute()
    {
        string? lack = new ChromiumFactAttribute().Skip;
        if (lack is null && !PdfReader.IsThere && !Requirement.Names("poppler"))
        {
            lack = "No pdftotext and pdfinfo were found (install the package poppler-utils).";
        }

        Skip = lack!;
    }
}
