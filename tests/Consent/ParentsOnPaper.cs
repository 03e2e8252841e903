using Diagnostics.Engine;
using Diagnostics.Engine.Consent;

namespace Diagnostics.Tests.Consent;

/// <summary>A class whose parents have all agreed on paper, as a school prepares it before the day.</summary>
internal static class ParentsOnPaper
{
    /// <summary>Stands for the account that records; there is none in an engine without staff.</summary>
    public const string Keeper = "keeper";

    public static async Task AgreeAsync(DiagnosticsEngine engine, string classId)
    {
        int[] seats = [.. (await engine.Cards.ReadAsync(classId, default))!.Cards.Select(card => card.Seat)];
        Assert.Equal(seats.Length, await engine.Consent.RecordAsync(classId, seats, ConsentParty.Parent, agrees: true, Keeper, default));
    }
}
