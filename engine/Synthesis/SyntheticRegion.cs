using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Synthesis;

/// <summary>A plan → a store: every student through the product's own doors, simulated and marked so.</summary>
internal sealed class SyntheticRegion(DiagnosticsEngine engine)
{
    private const string Name = "Выдуманный край";

    /// <summary>So many classes answer at once: enough that the writer always has something to write.</summary>
    private const int AtOnce = 8;

    private static readonly ConsentSettings Consent = new()
    {
        ParentsDecide = [],
        OperatorName = "Выдуманный центр профориентации",
        OperatorAddress = "выдуманный край",
    };

    private readonly SimulatedLesson _lesson = new(engine);

    private const string Held = "SELECT id FROM region UNION SELECT id FROM account";

    private const string Mark = "INSERT INTO store_mark (name, value) VALUES ('synthetic', @Id)";

    /// <summary>Fills an empty store.</summary>
    /// <exception cref="InvalidOperationException">The store holds something.</exception>
    public async Task MakeAsync(SyntheticPlan plan, IProgress<double> progress, CancellationToken cancellation)
    {
        if (await engine.Store.FirstOrDefaultAsync<string>(Held, null, cancellation) is not null)
        {
            throw new InvalidOperationException("The store is not empty: an invented region is made in a store of its own.");
        }

        Region region = await engine.Organisation.AddRegionAsync(Name, Consent, Mark, cancellation);
        int done = 0;
        foreach (SyntheticMunicipality municipality in plan.Municipalities)
        {
            Municipality added = await engine.Organisation.AddMunicipalityAsync(region.Id, municipality.Name, cancellation);
            List<(string SchoolId, SyntheticSchool School, SyntheticClass Class)> classes = [];
            foreach (SyntheticSchool school in municipality.Schools)
            {
                School built = await engine.Organisation.AddSchoolAsync(added.Id, school.Name, school.Settlement, cancellation);
                classes.AddRange(school.Classes.Select(one => (built.Id, school, one)));
            }

            await Parallel.ForEachAsync(classes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (one, token) =>
            {
                await FillAsync(plan.Size.Seed, municipality, one.School, one.SchoolId, one.Class, token);
                progress.Report((double)Interlocked.Increment(ref done) / plan.Size.Classes);
            });
        }
    }

    private async Task FillAsync(
        int seed, SyntheticMunicipality municipality, SyntheticSchool school, string schoolId, SyntheticClass planned, CancellationToken cancellation)
    {
        var random = new Random(unchecked((seed * 31) + planned.Number));
        SyntheticStudent[] students = [.. Enumerable.Range(0, planned.Students).Select(_ => SyntheticStudent.Draw(random, municipality))];
        SchoolClass room = await engine.Organisation.AddClassAsync(
            schoolId, planned.Grade, planned.Letter, [.. students.Select(student => (Sex?)student.Sex)], BatteryVariant.Standard, cancellation);
        await engine.Writer.RunAsync(null, scope => scope.Execute(SimulatedLesson.Mark, new { room.Id }), cancellation);
        for (int seat = 1; seat <= students.Length; seat++)
        {
            if (students[seat - 1].IsSpecial)
            {
                await engine.Accommodations.SetAsync(room.Id, seat, Accommodation.Time150, AuditEntry.System, cancellation);
            }
        }

        await engine.Board.SetLessonAsync(room.Id, LessonState.Running, cancellation);
        CodeSheet sheet = (await engine.Cards.ReadAsync(room.Id, cancellation))!;
        Battery battery = engine.Batteries.For(planned.Grade)!;
        await Task.WhenAll(sheet.Cards.Zip(students, (card, student) => RunAsync(
            card.Code, student, new SyntheticVoice(municipality, school, planned.Grade, student.Sex), battery, cancellation)));
        await engine.Board.SetLessonAsync(room.Id, LessonState.Ended, cancellation);
        engine.Roll.Forget([room.Id]);
    }

    private Task RunAsync(string code, SyntheticStudent student, SyntheticVoice voice, Battery battery, CancellationToken cancellation)
    {
        if (student.Course == SyntheticCourse.NeverCame)
        {
            return Task.CompletedTask;
        }

        AnswerEntry[]? answers = student.Course == SyntheticCourse.Refused ? null : [.. voice.Answers(battery, student.Seed)];
        return _lesson.RunAsync(
            code, student.Course == SyntheticCourse.Unfinished ? answers!.Take(answers!.Length / 3) : answers, student.Course == SyntheticCourse.Finished, cancellation);
    }
}
