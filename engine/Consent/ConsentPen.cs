using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consent;

/// <summary>
/// Writes decisions and lets the sessions hear of them: one that waits for an agreement starts, one that runs takes nothing more.
/// </summary>
internal sealed class ConsentPen(SessionRoll roll, SessionDesk desk, Writer writer, TimeProvider clock)
{
    public long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <param name="classId">The class of all these sessions.</param>
    /// <param name="beside">Written in the same transaction when at least one decision was; is told the decisions that stand now.</param>
    /// <returns>How many of the sessions have the decision now; the others are over or erased.</returns>
    public async Task<int> WriteAsync(
        string classId, IReadOnlyList<string> sessionIds, ConsentAct act, Action<WriteScope, IReadOnlyCollection<ConsentDecision>> beside, CancellationToken cancellation)
    {
        LiveClass? room = await roll.FindClassAsync(classId, cancellation);
        LiveSession[] live = [.. (room?.Seats ?? []).Where(one => sessionIds.Contains(one.Id, StringComparer.Ordinal))];
        if (live.Length == 0)
        {
            return 0;
        }

        HashSet<string> written = await writer.RunAsync(
            live.Length == 1 ? live[0].Id : null,
            scope =>
            {
                Dictionary<string, ConsentDecision> done = new(StringComparer.Ordinal);
                foreach (LiveSession one in live)
                {
                    if (ConsentRegistry.Write(scope, one.Id, act, NowMs) is { } stands)
                    {
                        done.Add(one.Id, stands);
                    }
                }

                if (done.Count > 0)
                {
                    beside(scope, done.Values);
                }

                return done.Keys.ToHashSet(StringComparer.Ordinal);
            },
            cancellation,
            done =>
            {
                foreach (LiveSession one in live.Where(one => done.Contains(one.Id)))
                {
                    one.Change(session => session.With(act));
                }
            });
        foreach (LiveSession one in live.Where(one => written.Contains(one.Id)))
        {
            await desk.ConsentChangedAsync(one, cancellation);
        }

        return written.Count;
    }
}
