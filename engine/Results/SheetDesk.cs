using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>
/// The results of a class for its printed sheets: of each finished seat what its student is shown now, without what is theirs alone. A few seats
/// at a time, so that a class of thirty neither waits for one long reply nor holds a connection for it.
/// </summary>
public sealed class SheetDesk
{
    /// <summary>So many seats by number are read at once.</summary>
    public const int MostSeats = 10;

    private readonly Database _database;
    private readonly ResultMaker _maker;
    private readonly TimeProvider _clock;

    internal SheetDesk(Database database, ResultMaker maker, TimeProvider clock) => (_database, _maker, _clock) = (database, maker, clock);

    private const string Numbers = """
        SELECT t.number, x.id AS SessionId FROM seat t JOIN test_session x ON x.seat_id = t.id WHERE t.class_id = @classId AND t.number BETWEEN @from AND @last
        """;

    private const string Finished = $"""
        {StoredResult.Select}
        JOIN seat t ON t.id = x.seat_id
        WHERE x.class_id = @classId AND t.number BETWEEN @from AND @last AND x.state = 'finished' AND {StoredResult.Agreed}
        """;

    /// <summary>The finished and agreed ones among <see cref="MostSeats"/> seats from this number on, by number; empty where there are none.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<SeatSheet>> ReadAsync(string classId, int from, CancellationToken cancellation)
    {
        var asked = new { classId, from, last = from + MostSeats - 1 };
        IReadOnlyList<NumberRow> numbers = await _database.QueryAsync<NumberRow>(Numbers, asked, cancellation);
        IReadOnlyList<StoredResult> rows = await _database.QueryAsync<StoredResult>(Finished, asked, cancellation);
        Dictionary<string, int> seats = numbers.ToDictionary(row => row.SessionId, row => row.Number, StringComparer.Ordinal);
        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        return [.. rows.Where(row => seats.ContainsKey(row.SessionId)).Select(row => new SeatSheet(seats[row.SessionId], Show(row, now))).OrderBy(sheet => sheet.Seat)];
    }

    /// <summary>A pile of paper passes through many hands: the own plan, which is for the student alone, is not in it, nor what needs the key.</summary>
    private StudentResult Show(StoredResult row, long now)
    {
        StudentResult shown = _maker.Show(row, now);
        return shown with
        {
            OwnPlan = null,
            Solutions = null,
            Recommendation = shown.Recommendation is { } list ? list with { Region = null } : null,
        };
    }

    private sealed record NumberRow
    {
        public required int Number { get; init; }

        public required string SessionId { get; init; }
    }
}

/// <param name="Seat">Number in the class; the name beside it is the school's and is joined in the browser.</param>
public sealed record SeatSheet(int Seat, StudentResult Result);
