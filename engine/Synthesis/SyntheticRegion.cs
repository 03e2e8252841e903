using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Synthesis;

/// <summary>A plan → a store: every student through the product's own doors, simulated and marked so.</summary>
internal sealed class SyntheticRegion(DiagnosticsEngine engine)
{
    private const string Name = "Выдуманный край";

    /// <summary>The words whose agreement is recorded.</summary>
    private const string Words = "consent-3-timed";

    /// <summary>So many classes answer at once: enough that the writer always has something to write.</summary>
    private const int AtOnce = 8;

    private static readonly ConsentSettings Consent = new()
    {
        ParentsDecide = [],
        OperatorName = "Выдуманный центр профориентации",
        OperatorAddress = "выдуманный край",
    };

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

    private const string MarkSimulated = "UPDATE test_session SET simulated = 1 WHERE class_id = @Id";

    private async Task FillAsync(
        int seed, SyntheticMunicipality municipality, SyntheticSchool school, string schoolId, SyntheticClass planned, CancellationToken cancellation)
    {
        var random = new Random(unchecked((seed * 31) + planned.Number));
        SyntheticStudent[] students = [.. Enumerable.Range(0, planned.Students).Select(_ => SyntheticStudent.Draw(random, municipality))];
        SchoolClass room = await engine.Organisation.AddClassAsync(
            schoolId, planned.Grade, planned.Letter, [.. students.Select(student => (Sex?)student.Sex)], BatteryVariant.Standard, cancellation);
        await engine.Writer.RunAsync(null, scope => scope.Execute(MarkSimulated, new { room.Id }), cancellation);
        await engine.Board.SetLessonAsync(room.Id, LessonState.Running, cancellation);
        CodeSheet sheet = (await engine.Cards.ReadAsync(room.Id, cancellation))!;
        Battery battery = engine.Batteries.For(planned.Grade)!;
        await Task.WhenAll(sheet.Cards.Zip(students, (card, student) => RunAsync(
            card.Code, student, new SyntheticVoice(municipality, school, planned.Grade, student.Sex), battery, cancellation)));
        await engine.Board.SetLessonAsync(room.Id, LessonState.Ended, cancellation);
        engine.Roll.Forget([room.Id]);
    }

    private async Task RunAsync(string code, SyntheticStudent student, SyntheticVoice voice, Battery battery, CancellationToken cancellation)
    {
        if (student.Course == SyntheticCourse.NeverCame)
        {
            return;
        }

        string device = NewId.Next();
        var entered = (EnterOutcome.Entered)await engine.Entrance.AdmitAsync(code, device, cancellation);
        await engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(student.Course != SyntheticCourse.Refused, Words, null), cancellation);
        if (student.Course == SyntheticCourse.Refused)
        {
            return;
        }

        HelloReply hello = await engine.Sessions.HelloAsync(entered.SessionId, new HelloRequest(null, device, 0, 0), cancellation);
        AnswerEntry[] answers = [.. voice.Answers(battery, student.Seed)];
        long number = 1;
        foreach (AnswerEntry[] batch in (student.Course == SyntheticCourse.Unfinished ? answers.Take(answers.Length / 3) : answers).Chunk(Session.MostAnswers))
        {
            Expect((await engine.Sessions.FillAsync(entered.SessionId, new PutRequest(hello.Epoch, number, batch), cancellation)).Status);
            number += batch.Length;
        }

        if (student.Course == SyntheticCourse.Finished)
        {
            Expect((await engine.Sessions.FinishAsync(entered.SessionId, new FinishRequest(hello.Epoch, number - 1), cancellation)).Status);
        }
    }

    private static void Expect(PutStatus status)
    {
        if (status != PutStatus.Ok)
        {
            throw new InvalidOperationException($"An invented student was told {status}.");
        }
    }
}
