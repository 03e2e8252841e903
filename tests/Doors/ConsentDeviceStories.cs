using System.Net;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Consent;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>
/// Somebody typed the code of a card on another device and decided there, before the student sat down with it: until the session begins the
/// student's own word counts, and a token of before it does not turn it round.
/// </summary>
public sealed class ConsentDeviceStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task What_was_agreed_to_and_left_on_another_device_may_be_refused_by_whoever_sits_down()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient early = await EnteredAsync(sheet);
        await early.DecideAsync(agree: true);
        long first = (await early.HelloAsync()).Epoch;
        Assert.Equal(HttpStatusCode.NoContent, await early.StatusAsync("leave", new { epoch = first }));

        using StudentClient student = await EnteredAsync(sheet);
        Assert.Equal(("issued", true), (student.Entered.GetProperty("state").GetString(), student.Entered.GetProperty("consent").GetBoolean()));
        Assert.Equal(HttpStatusCode.NoContent, await student.StatusAsync("consent", Refusal));
        Assert.Equal(HttpStatusCode.Conflict, await early.StatusAsync("consent", Agreement));
        // Neither does saying the same first, nor holding the session.
        Assert.Equal(HttpStatusCode.NoContent, await early.StatusAsync("consent", Refusal));
        long held = (await early.HelloAsync()).Epoch;
        Assert.Equal(HttpStatusCode.Conflict, await early.StatusAsync("consent", new { agree = true, textVersion = Words, epoch = held }));
        Assert.False((await early.HelloAsync(held)).Consent);
        Assert.Equal(HttpStatusCode.NoContent, await early.StatusAsync("leave", new { epoch = held }));

        Assert.Equal(HttpStatusCode.NoContent, await student.StatusAsync("consent", Agreement));
        Assert.True((await student.HelloAsync()).Consent);
        Assert.Equal(
            [ConsentDecision.Agreed, ConsentDecision.Withdrawn, ConsentDecision.Agreed], (await LinesAsync(sheet)).Select(line => line.Decision));
    }

    [Fact]
    public async Task Whoever_types_the_code_after_a_refusal_may_agree()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient early = await EnteredAsync(sheet);
        using StudentClient student = await EnteredAsync(sheet);
        Assert.Equal(HttpStatusCode.NoContent, await student.StatusAsync("consent", Refusal));
        Assert.Equal(HttpStatusCode.Conflict, await early.StatusAsync("consent", Agreement));
        await early.EnterAsync(sheet.Cards[0].Code);
        Assert.Equal(HttpStatusCode.NoContent, await early.StatusAsync("consent", Agreement));
        Assert.True((await early.HelloAsync()).Consent);
    }

    [Fact]
    public async Task A_refusal_that_the_school_recorded_from_paper_is_no_earlier_tokens_to_turn_round()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient student = await EnteredAsync(sheet);
        // Refused here and agreed again, so that this device recorded a refusal, but not the one that stands.
        Assert.Equal(HttpStatusCode.NoContent, await student.StatusAsync("consent", Refusal));
        Assert.Equal(HttpStatusCode.NoContent, await student.StatusAsync("consent", Agreement));
        Assert.Equal(1, await server.Engine.Consent.RecordAsync(sheet.Class.Id, [1], ConsentParty.Student, agrees: false, ParentsOnPaper.Keeper, default));
        Assert.Equal(HttpStatusCode.Conflict, await student.StatusAsync("consent", Agreement));
        await student.EnterAsync(sheet.Cards[0].Code);
        Assert.Equal(HttpStatusCode.NoContent, await student.StatusAsync("consent", Agreement));
    }

    [Fact]
    public async Task Who_waits_for_the_lesson_is_not_refused_for_by_another_device_and_agreeing_twice_is_one_line()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient early = await EnteredAsync(sheet);
        await early.DecideAsync(agree: true);
        using StudentClient student = await EnteredAsync(sheet);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        Assert.Equal(SessionState.Issued, hello.State);
        Assert.Equal(HttpStatusCode.Conflict, await early.StatusAsync("consent", Refusal));
        Assert.True((await student.HelloAsync(hello.Epoch)).Consent);
        Assert.Equal(ConsentDecision.Agreed, Assert.Single(await LinesAsync(sheet)).Decision);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.NoContent)]
    [InlineData(true, HttpStatusCode.Conflict)]
    public async Task Whoever_the_teacher_let_in_refuses_also_when_the_lesson_began_meanwhile_until_there_is_an_answer(bool answers, HttpStatusCode expected)
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient early = await EnteredAsync(sheet);
        await early.DecideAsync(agree: true);
        long epoch = (await early.HelloAsync()).Epoch;
        using StudentClient student = new(server.Client(), Guid.NewGuid().ToString("N"));
        using (HttpResponseMessage occupied = await student.TryEnterAsync(sheet.Cards[0].Code))
        {
            Assert.Equal(HttpStatusCode.Conflict, occupied.StatusCode);
        }

        Assert.True(await server.Engine.Board.AllowTakeoverAsync(sheet.Class.Id, 1, default));
        await student.EnterAsync(sheet.Cards[0].Code);
        Assert.Equal("issued", student.Entered.GetProperty("state").GetString());
        await server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        Assert.Equal(SessionState.InProgress, (await early.HelloAsync(epoch)).State);
        if (answers)
        {
            Assert.Equal(PutStatus.Ok, (await early.PutAsync(epoch, 1, new AnswerEntry(0, "3", 10))).Status);
        }

        Assert.Equal(expected, await student.StatusAsync("consent", Refusal));
        Assert.Equal(answers, (await early.HelloAsync(epoch)).Consent);
    }

    [Theory]
    [InlineData("session:class:2:7:0123456789abcdef", 7, "0123456789abcdef")]
    [InlineData("session:class:2:7:0123456789abcdef:89ABCDEF01234567", 7, "0123456789abcdef")]
    [InlineData("session:class:2", 0, "")]
    [InlineData("session:class:2:89ABCDEF01234567", 0, "")]
    public void What_was_sealed_before_devices_were_named_comes_from_before_every_decision(string payload, long decisions, string device) =>
        Assert.Equal(new SessionCredential("session", "class", 2, new CodeTyped(device, decisions)), SessionCredential.Parse(payload));

    private const string Words = "consent-3-timed";

    private static readonly object Agreement = new { agree = true, textVersion = Words };

    private static readonly object Refusal = new { agree = false, textVersion = Words };

    private async Task<StudentClient> EnteredAsync(CodeSheet sheet)
    {
        StudentClient student = new(server.Client(), Guid.NewGuid().ToString("N"));
        await student.EnterAsync(sheet.Cards[0].Code);
        return student;
    }

    private async Task<IEnumerable<ConsentLine>> LinesAsync(CodeSheet sheet) =>
        (await server.Engine.Consent.RoomAsync(sheet.Class.Id, default))!.Seats[0].History.Where(line => line.Party == ConsentParty.Student);
}
