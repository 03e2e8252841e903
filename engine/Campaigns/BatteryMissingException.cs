namespace Diagnostics.Engine.Campaigns;

/// <summary>No battery with this id is for this grade.</summary>
public sealed class BatteryMissingException(int grade, string battery)
    : ArgumentException($"There is no battery {battery} for grade {grade}.")
{
    public int Grade => grade;

    public string Battery => battery;
}
