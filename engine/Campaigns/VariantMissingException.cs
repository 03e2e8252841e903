using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Campaigns;

/// <summary>A class was asked for in a form its grade has no battery of. Nothing was added.</summary>
public sealed class VariantMissingException(int grade, BatteryVariant variant)
    : ArgumentException($"Grade {grade} has no battery of the form {variant.ToString().ToLowerInvariant()}.")
{
    public int Grade => grade;

    public BatteryVariant Variant => variant;
}
