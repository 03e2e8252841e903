using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Results;

/// <summary>What was asked in a session, and what was answered.</summary>
internal sealed record TakenAnswers(Battery Battery, PackedAnswers Answers)
{
    /// <summary>Null where this program has no such battery, or the stored answers cannot be read: a verification names both.</summary>
    public static TakenAnswers? Read(BatteryLibrary batteries, string batteryId, string batteryVersion, string values, string times)
    {
        if (batteries.Find(batteryId, batteryVersion) is not { } battery)
        {
            return null;
        }

        try
        {
            return new TakenAnswers(battery, PackedAnswers.FromJson(values, times));
        }
        catch (Exception unreadable) when (FinishedProtocol.IsUnreadable(unreadable))
        {
            return null;
        }
    }
}
