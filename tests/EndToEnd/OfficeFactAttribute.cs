namespace Diagnostics.Tests.EndToEnd;

/// <summary>A browser story whose files are opened by an office program; skipped with its reason where none is, unless DIAGNOSTICS_REQUIRE names libreoffice.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OfficeFactAttribute : FactAttribute
{
    public OfficeFactAttribute()
    {
        string? lack = new ReportFactAttribute().Skip;
        if (lack is null && !OfficeReader.IsThere && !Requirement.Names("libreoffice"))
        {
            lack = "No soffice was found (install the packages libreoffice-writer-nogui and libreoffice-calc-nogui).";
        }

        Skip = lack!;
    }
}
