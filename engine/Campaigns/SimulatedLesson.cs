using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Campaigns;

/// <summary>Students of the engine's own go through the doors everybody goes through: code, decision, hello, answers, finish.</summary>
internal sealed class SimulatedLesson(DiagnosticsEngine engine)
{
    /// <summary>The words before a lesson in the standard form.</summary>
    private const string Shown = "consent-3-timed";

    /// <summary>Says of all sessions of a class that they are simulated.</summary>
    public const string Mark = "UPDATE test_session SET simulated = 1 WHERE class_id = @Id";

    /// <param name="code">As on the card.</param>
    /// <param name="answers">What is answered; null: the student refuses.</param>
    /// <param name="finishes">False leaves the session open behind the answers.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <returns>The result key; null where it was not finished.</returns>
    public async Task<string?> RunAsync(string code, IEnumerable<AnswerEntry>? answers, bool finishes, CancellationToken cancellation)
    {
        string device = NewId.Next();
        var entered = (EnterOutcome.Entered)await engine.Entrance.AdmitAsync(code, device, cancellation);
        await engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(answers is not null, Shown, null), cancellation);
        if (answers is null)
        {
            return null;
        }

        HelloReply hello = await engine.Sessions.HelloAsync(entered.SessionId, new HelloRequest(null, device, 0, 0), cancellation);
        long number = 1;
        foreach (AnswerEntry[] batch in answers.Chunk(Session.MostAnswers))
        {
            Expect((await engine.Sessions.FillAsync(entered.SessionId, new PutRequest(hello.Epoch, number, batch), cancellation)).Status);
            number += batch.Length;
        }

        if (!finishes)
        {
            return null;
        }

        FinishReply finished = await engine.Sessions.FinishAsync(entered.SessionId, new FinishRequest(hello.Epoch, number - 1), cancellation);
        Expect(finished.Status);
        return finished.ResultKey;
    }

    private static void Expect(PutStatus status)
    {
        if (status != PutStatus.Ok)
        {
            throw new InvalidOperationException($"A simulated student was told {status}.");
        }
    }
}
