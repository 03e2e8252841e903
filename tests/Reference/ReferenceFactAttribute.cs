namespace Diagnostics.Tests.Reference;

/// <summary>
/// A test on reference data that may not be copied into the repository; skips, with the reason, where the folder is not given.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceFactAttribute : FactAttribute
{
    public const string Variable = "DIAGNOSTICS_REFERENCE";

    public ReferenceFactAttribute()
    {
        if (!Directory.Exists(Environment.GetEnvironmentVariable(Variable)))
        {
            Skip = $"{Variable} names no folder; this test needs reference data that may not be copied here.";
        }
    }
}
