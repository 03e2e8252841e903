using System.Text.Encodings.Web;
using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Reviews;

/// <summary>A class with a psychologist who holds the school's key, a teacher, and students who finished; shortcuts for decisions.</summary>
internal sealed class ReviewHouse : IAsyncDisposable
{
    public static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string PublicKey = "B" + new string('a', 86);

    private ReviewHouse(TestHouse house, SchoolClass room, Account psychologist, Account teacher) =>
        (House, Room, Psychologist, Teacher) = (house, room, psychologist, teacher);

    public TestHouse House { get; }

    public SchoolClass Room { get; }

    public Account Psychologist { get; }

    public Account Teacher { get; }

    public DiagnosticsEngine Engine => House.Engine;

    public Dictionary<int, string> Keys { get; } = [];

    public static async Task<ReviewHouse> OpenAsync(int students = 1, int grade = 9, TestHouse? opened = null)
    {
        TestHouse house = opened ?? await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade, seats: Math.Max(5, students));
        OrgNode school = new(NodeKind.School, room.SchoolId);
        Account psychologist = await AddAsync(house, "psychologist", "Психологова Вера", StaffRole.Psychologist, school);
        Account teacher = await AddAsync(house, "teacher", "Учителев Пётр", StaffRole.Teacher, school);
        await house.Engine.Names.SetPairAsync(psychologist, new NamePair(PublicKey, "a"), replaced: null, default);
        Assert.True(await house.Engine.Names.ChangeKeyAsync(
            room.SchoolId, new KeyChange(0, "a", [new KeyWrap(psychologist.Id, PublicKey, "a")], []), psychologist.Id, default));
        ReviewHouse made = new(house, room, psychologist, teacher);
        for (int seat = 1; seat <= students; seat++)
        {
            await made.FinishAsync(seat);
        }

        return made;
    }

    public static Task<Account> AddAsync(TestHouse house, string login, string name, StaffRole role, OrgNode place) =>
        house.Engine.Accounts.AddAsync(new NewAccount(login, name, role, place, "none"), "test", default);

    /// <summary>A student who leans to R and I; the key of the result.</summary>
    public async Task<string> FinishAsync(int seat)
    {
        Pupil pupil = await House.PupilAsync(Room, seat, $"device{seat}");
        long number = 1;
        foreach (AnswerEntry[] batch in Interested.Answers(Engine.Batteries.For(Room.Grade)!, "R", "I").Chunk(Session.MostAnswers))
        {
            Assert.Equal(PutStatus.Ok, (await Engine.Sessions.PutAsync(pupil.SessionId, new PutRequest(pupil.Epoch, number, batch), default)).Status);
            number += batch.Length;
        }

        return Keys[seat] = (await pupil.FinishAsync(number - 1)).ResultKey!;
    }

    public async Task<ReviewState> StateAsync(int seat = 1) => (await Engine.Reviews.ReadAsync(Room.Id, seat, Psychologist.Id, default))!;

    /// <summary>A decision as a page makes it of what it has read.</summary>
    public static ReviewOrder OrderOf(ReviewState state, params ReviewChange[] changes) =>
        new(state.Versions.Length + 1, state.Protocol, state.Draft?.Revision ?? 0, [.. changes], new ReviewTexts("Тебе подходит работа руками.", null, null, null));

    public async Task<SignOutcome> SignAsync(ReviewOrder order, int seat = 1) => await Engine.Reviews.SignAsync(Room.Id, seat, order, Psychologist, default);

    public async Task<SignOutcome.Done> SignedAsync(ReviewOrder order, int seat = 1) => Assert.IsType<SignOutcome.Done>(await SignAsync(order, seat));

    public async Task<SignOutcome.Done> SignedAsync(params ReviewChange[] changes) => await SignedAsync(OrderOf(await StateAsync(), changes));

    public async Task RefusedAsync(SignRefusal why, ReviewOrder order, int seat = 1) =>
        Assert.Equal(why, Assert.IsType<SignOutcome.Refused>(await SignAsync(order, seat)).Why);

    public Task<bool> DraftAsync(ReviewState state, long revision, int seat = 1, string words = "c2VjcmV0", string? by = null) => Engine.Drafts.WriteAsync(
        Room.Id, seat, new DraftOrder(state.Versions.Length + 1, state.Key.Generation, revision, state.Protocol, words), by ?? Psychologist.Id, default);

    public async Task<StudentResult> ResultAsync(int seat = 1) => (await Engine.Results.OpenAsync(Keys[seat], default))!;

    /// <summary>All that the student's door says, as it leaves the server.</summary>
    public async Task<string> StudentJsonAsync(int seat = 1) => JsonSerializer.Serialize(await ResultAsync(seat), Readable);

    public StoreReport Verify() => new StoreVerifier(Engine.Batteries).Verify(new EngineOptions { DataFolder = House.Folder }, new Progress<double>(), default);

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
