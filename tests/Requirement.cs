namespace Diagnostics.Tests;

/// <summary>DIAGNOSTICS_REQUIRE lists what must not be skipped here (chromium, postgres, nginx, gcc, strace, poppler, libreoffice): there an absent one is a failure.</summary>
internal static class Requirement
{
    public static bool Names(string what) =>
        (Environment.GetEnvironmentVariable("DIAGNOSTICS_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries)
            .Contains(what, StringComparer.OrdinalIgnoreCase);
}
