using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Exports;

/// <summary>Reads the sessions of a plan in its order, some at a time: no more of them are ever in memory.</summary>
internal sealed class ExportRows(Database database, BatteryLibrary batteries)
{
    private const int AtOnce = 200;

    /// <summary>Of a row's number, behind a letter: alone they would now and then be a number to a spreadsheet.</summary>
    private const int RowDigits = 19;

    private static readonly string Places = string.Join(", ", Enumerable.Range(0, AtOnce).Select(place => $"@{NameOf(place)}"));

    // Asked again: somebody may have withdrawn since the plan was made.
    private static readonly string Sessions = $"""
        SELECT x.id AS SessionId, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion, f.answer_values AS AnswerValues, f.answer_times AS AnswerTimes, p.profile
        FROM test_session x
        JOIN finished_session f ON f.session_id = x.id
        JOIN profile p ON p.session_id = x.id
        WHERE x.id IN ({Places}) AND x.state = 'finished' AND {StoredResult.Agreed}
        """;

    /// <summary>Some rows at a time, each as the plan's columns have it. What cannot be read is left out: <c>db verify</c> names it.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ExportCell[]>> ReadAsync(ExportPlan plan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (ExportPerson[] persons in plan.Persons.Chunk(AtOnce))
        {
            // Always as many, so that the statement is one: what is over names nobody.
            var ids = Enumerable.Range(0, AtOnce).ToDictionary(NameOf, place => (object)(place < persons.Length ? persons[place].SessionId : ""));
            Dictionary<string, Row> rows = (await database.QueryAsync<Row>(Sessions, ids, cancellation)).ToDictionary(row => row.SessionId, StringComparer.Ordinal);
            yield return [.. persons.Select(person => rows.TryGetValue(person.SessionId, out Row? row) ? CellsOf(plan, person, row) : null).OfType<ExportCell[]>()];
        }
    }

    private static string NameOf(int place) => string.Create(CultureInfo.InvariantCulture, $"id{place}");

    private ExportCell[]? CellsOf(ExportPlan plan, ExportPerson person, Row row)
    {
        if (TakenAnswers.Read(batteries, row.BatteryId, row.BatteryVersion, row.AnswerValues, row.AnswerTimes) is not var (battery, answers))
        {
            return null;
        }

        try
        {
            int? school = person.Traits.SchoolId is { } id ? plan.SchoolNumbers[id] : null;
            int? doubts = ProtocolCheck.RaisedIn(battery, answers)?.RaisedKinds.Length;
            return plan.Book.RowOf(
                new PersonCells($"r{RandomNumberGenerator.GetHexString(RowDigits, lowercase: true)}", plan.Summary.Year, person.Traits, school, doubts), battery, answers, Profile.FromJson(row.Profile));
        }
        catch (Exception unreadable) when (FinishedProtocol.IsUnreadable(unreadable))
        {
            return null;
        }
    }

    private sealed record Row
    {
        public required string SessionId { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string AnswerValues { get; init; }

        public required string AnswerTimes { get; init; }

        public required string Profile { get; init; }
    }
}
