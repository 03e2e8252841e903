using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web;
using Diagnostics.Web.Api;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Diagnostics.Benchmarks.LiveDay;

/// <summary>The board of the day with every class at work: what a beat costs before anybody answered and after many answers, and what a viewer costs.</summary>
internal static class DayRun
{
    private const int Rounds = 30;
    private const int Abreast = 256;
    private const int ClassesInSchool = 12;
    private const int SchoolsInMunicipality = 14;

    public static async Task<int> RunAsync(int classes, int students, int answers, TextWriter output, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("diagnostics-day-").FullName;
        EngineOptions options = new() { DataFolder = folder, Pressure = new PressureOptions { EntriesPerSecond = 0, AnswersPerSecond = 0 } };
        try
        {
            await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
            (string Session, long Epoch)[] seats = await EnterAsync(engine, await OpenAsync(engine, classes, students, cancellation), cancellation);
            await engine.Day.BeatAsync(isStarved: false, cancellation);
            Figures before = await MeasureAsync(engine, seats, cancellation);
            int each = Math.Clamp(answers / seats.Length, 1, 100);
            await Parallel.ForEachAsync(seats, new ParallelOptions { MaxDegreeOfParallelism = Abreast, CancellationToken = cancellation }, async (seat, token) =>
            {
                for (int number = 1; number <= each; number += Session.MostAnswers)
                {
                    AnswerEntry[] batch = [.. Enumerable.Range(number, Math.Min(Session.MostAnswers, each - number + 1)).Select(item => new AnswerEntry(item - 1, "1", item))];
                    await engine.Sessions.PutAsync(seat.Session, new PutRequest(seat.Epoch, number, batch), token);
                }
            });
            Figures after = await MeasureAsync(engine, seats, cancellation);
            await WriteAsync(engine, seats.Length, before, after, output, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    /// <summary>The codes of classes whose lessons run, twelve a school and fourteen schools a municipality.</summary>
    private static async Task<string[]> OpenAsync(DiagnosticsEngine engine, int classes, int students, CancellationToken cancellation)
    {
        string regionId = (await engine.Organisation.AddRegionAsync("Край", cancellation)).Id;
        List<string> codes = [];
        Municipality? municipality = null;
        School? school = null;
        for (int index = 0; index < classes; index++)
        {
            municipality = index % (ClassesInSchool * SchoolsInMunicipality) == 0
                ? await engine.Organisation.AddMunicipalityAsync(regionId, $"Округ {index}", cancellation)
                : municipality!;
            school = index % ClassesInSchool == 0
                ? await engine.Organisation.AddSchoolAsync(municipality.Id, $"Школа {index / ClassesInSchool}", Settlement.City, cancellation)
                : school!;

            // In grades ten and eleven the student's own decision is enough.
            SchoolClass room = await engine.Organisation.AddClassAsync(
                school.Id, 10 + (index % 2), "АБВГДЕ"[index % ClassesInSchool / 2].ToString(), students, spares: 0, cancellation);
            codes.AddRange((await engine.Cards.ReadAsync(room.Id, cancellation))!.Cards.Select(card => card.Code));
            await engine.Board.SetLessonAsync(room.Id, LessonState.Running, cancellation);
        }

        return [.. codes];
    }

    private static async Task<(string Session, long Epoch)[]> EnterAsync(DiagnosticsEngine engine, string[] codes, CancellationToken cancellation)
    {
        var seats = new (string Session, long Epoch)[codes.Length];
        await Parallel.ForAsync(0, codes.Length, new ParallelOptions { MaxDegreeOfParallelism = Abreast, CancellationToken = cancellation }, async (index, token) =>
        {
            var entered = (EnterOutcome.Entered)await engine.Entrance.EnterAsync(codes[index], $"device {index}", token);
            await engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(true, "consent-3-timed", null), token);
            seats[index] = (entered.SessionId, (await engine.Sessions.HelloAsync(entered.SessionId, new HelloRequest(null, $"device {index}", 0, 0), token)).Epoch);
        });
        return seats;
    }

    /// <summary>Least of the rounds, every student heard from just before: each class is looked over whole.</summary>
    private static async Task<Figures> MeasureAsync(DiagnosticsEngine engine, (string Session, long Epoch)[] seats, CancellationToken cancellation)
    {
        Figures least = new(double.MaxValue, double.MaxValue);
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((string session, long epoch) in seats)
            {
                engine.Sessions.Heard(session, epoch);
            }

            double processor = Environment.CpuUsage.TotalTime.TotalMilliseconds;
            long begun = Stopwatch.GetTimestamp();
            await engine.Day.BeatAsync(isStarved: false, cancellation);
            least = new Figures(
                Math.Min(least.BeatMs, Stopwatch.GetElapsedTime(begun).TotalMilliseconds),
                Math.Min(least.ProcessorMs, Environment.CpuUsage.TotalTime.TotalMilliseconds - processor));
        }

        return least;
    }

    private static async Task WriteAsync(DiagnosticsEngine engine, int students, Figures before, Figures after, TextWriter output, CancellationToken cancellation)
    {
        var json = new JsonOptions();
        Server.ConfigureJson(json.SerializerOptions);
        OrgNode region = new(NodeKind.Region, (await engine.Organisation.RegionsAsync(cancellation))[0].Id);
        long begun = Stopwatch.GetTimestamp();
        DayReply whole = new DayReplies(engine.Day, Options.Create(json)).Find(region, null)!;
        double made = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        string revision = engine.Day.Read(region, null)!.Revision;
        await engine.Day.BeatAsync(isStarved: false, cancellation);
        var replies = new DayReplies(engine.Day, Options.Create(json));
        DayReply changed = replies.Find(region, revision)!;
        begun = Stopwatch.GetTimestamp();
        const int Viewers = 10_000;
        for (int viewer = 0; viewer < Viewers; viewer++)
        {
            replies.Find(region, revision);
        }

        double viewerUs = Stopwatch.GetElapsedTime(begun).TotalMicroseconds / Viewers;
        string schools = JsonSerializer.Deserialize<JsonElement>(whole.Plain).GetProperty("schools").GetArrayLength().ToString(CultureInfo.InvariantCulture);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {students} students at work, {schools} schools; {engine.Totals.Answers} answers in the log at the end.
            | | before any answer | after all | ratio |
            |---|---:|---:|---:|
            | a beat, ms | {before.BeatMs:F1} | {after.BeatMs:F1} | {after.BeatMs / before.BeatMs:F2} |
            | of a core, beating every 2 s | {before.ProcessorMs / 2_000:P2} | {after.ProcessorMs / 2_000:P2} | {after.ProcessorMs / before.ProcessorMs:F2} |

            A reply put into words, once for all viewers of a place: {made:F1} ms (the first one, compiling included); whole {whole.Packed.Length / 1024.0:F1} KB packed of {whole.Plain.Length / 1024.0:F0}, of a beat without change {changed.Packed.Length / 1024.0:F1} KB; another viewer finds it in {viewerUs:F2} µs.
            """));
    }

    /// <param name="BeatMs">By the clock on the wall.</param>
    /// <param name="ProcessorMs">Of all processors.</param>
    private sealed record Figures(double BeatMs, double ProcessorMs);
}
