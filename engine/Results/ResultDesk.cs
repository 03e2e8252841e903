using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>Opens a result, and the solutions of its tasks, by its key.</summary>
public sealed class ResultDesk
{
    private readonly Database _database;
    private readonly BatteryLibrary _batteries;
    private readonly ResultMaker _maker;
    private readonly YearWriter _years;
    private readonly KeyRing _keys;
    private readonly TimeProvider _clock;

    internal ResultDesk(Database database, BatteryLibrary batteries, ResultMaker maker, YearWriter years, KeyRing keys, TimeProvider clock) =>
        (_database, _batteries, _maker, _years, _keys, _clock) = (database, batteries, maker, years, keys, clock);

    private const string ResultOfKey = $"{StoredResult.Select} WHERE x.result_hash = @hash AND {StoredResult.Agreed}";

    private const string WithdrawnOfKey = $"SELECT x.id FROM test_session x WHERE x.result_hash = @hash AND NOT ({StoredResult.Agreed})";

    /// <summary>Whether the key is right and its result is closed because somebody withdrew their agreement.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<bool> IsWithdrawnAsync(string resultKey, CancellationToken cancellation)
    {
        foreach (ResultKey reading in ResultKey.Readings(resultKey))
        {
            if (await _database.FirstOrDefaultAsync<string>(WithdrawnOfKey, new { hash = reading.Hash(_keys.LookUp.Span) }, cancellation) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Null when the key opens nothing, or nothing any more (<see cref="IsWithdrawnAsync"/>). Forgiving about case, look-alikes and separators, like an access code.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<StudentResult?> OpenAsync(string resultKey, CancellationToken cancellation) =>
        await FindAsync(resultKey, cancellation) is { } row ? Show(row) : null;

    /// <summary>The solutions of this student's tasks, once the campaign's window is over.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SolutionsOutcome> SolutionsAsync(string resultKey, CancellationToken cancellation)
    {
        if (await FindAsync(resultKey, cancellation) is not { } row)
        {
            return new SolutionsOutcome.Unknown();
        }

        return NowMs >= row.ClosesAt
            ? new SolutionsOutcome.Opened(SolutionWriter.Write(
                _batteries.Get(row.BatteryId, row.BatteryVersion), PackedAnswers.FromJson(row.AnswerValues, row.AnswerTimes),
                withAnswers: row.Show.Aptitudes))
            : new SolutionsOutcome.Closed();
    }

    /// <summary>What was released in earlier years of the same student, the newest first; none before the own result is released. Null when the key opens nothing.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<EarlierYear>?> YearsAsync(string resultKey, CancellationToken cancellation)
    {
        if (await FindAsync(resultKey, cancellation) is not { } own)
        {
            return null;
        }

        return await YearsOfAsync(own, cancellation);
    }

    /// <summary>What a student is shown of it now.</summary>
    internal StudentResult Show(StoredResult own) => _maker.Show(own, NowMs);

    /// <summary>What <see cref="YearsAsync"/> tells beside it.</summary>
    internal async Task<IReadOnlyList<EarlierYear>> YearsOfAsync(StoredResult own, CancellationToken cancellation) => own.Released is null
        ? []
        : [.. (await _database.QueryAsync<EarlierRelease>(EarlierRelease.OfSession, own, cancellation)).Select(earlier => _years.Write(earlier, own))];

    /// <summary>The session whose result the key opens; null when it opens nothing.</summary>
    internal async Task<StoredResult?> FindAsync(string resultKey, CancellationToken cancellation)
    {
        foreach (ResultKey reading in ResultKey.Readings(resultKey))
        {
            string hash = reading.Hash(_keys.LookUp.Span);
            if (await _database.FirstOrDefaultAsync<StoredResult>(ResultOfKey, new { hash }, cancellation) is { } row)
            {
                return row;
            }
        }

        return null;
    }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
