using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Consilia;
using Diagnostics.Engine.Demand;
using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Methods;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Sittings;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Reviews;
using Diagnostics.Tests.Summaries;

namespace Diagnostics.Tests.Doors;

/// <summary>How the routes of <see cref="RouteTable"/> are walked: places with everything a route may name, and a call that means it.</summary>
internal sealed class RouteWalk(RunningServer server)
{
    private readonly WaveRoutes _waves = new(server);

    private static readonly string NameKey = "B" + new string('a', 86);

    /// <summary>Of version 1 and the answers 4 and 0.</summary>
    private static readonly string MethodSheetMark = Convert.ToHexStringLower(SHA256.HashData("1|4,0"u8));

    private const string MethodKey = "item,scale,min,max,reverse\n1,R,0,4,0\n2,R,0,4,1\n";

    /// <summary>In half a year, for sittings.</summary>
    private static long Ending => TimeProvider.System.GetUtcNow().AddDays(180).ToUnixTimeMilliseconds();

    private const string NormVersion = """
        INSERT INTO norm_version (id, region_id, campaign_id, instrument, version, form, number, simulated, made_at, made_by, statement, signature, signing_key, by_grade, by_group)
        SELECT @id, @region, @campaign, 'riasec', '1.0.0', 'full', 1, 0, 1, 'test', '{}', '', '', @file, @file WHERE NOT EXISTS (SELECT 1 FROM norm_version WHERE id = @id)
        """;

    private static string NormsOf(RouteHome home) => $"norms-{home.Region.Id}";

    /// <summary>A region of its own with everything a route may name.</summary>
    public async Task<RouteHome> HomeAsync() =>
        await HomeAsync(await server.Engine.Organisation.AddRegionAsync($"Край {Guid.NewGuid():N}", default), "Округ");

    /// <summary>The same as near as can be to where somebody of this role stands, and yet not theirs: another school, municipality or region.</summary>
    public async Task<RouteHome> NextToAsync(RouteHome home, StaffRole role) => role switch
    {
        StaffRole.Region or StaffRole.Methodologist or StaffRole.Operator => await HomeAsync(),
        StaffRole.Municipality => await HomeAsync(home.Region, "Соседний округ"),
        _ => await HomeAsync(home.Region, home.Municipality),
    };

    private async Task<RouteHome> HomeAsync(Region region, string municipality) =>
        await HomeAsync(region, await server.Engine.Organisation.AddMunicipalityAsync(region.Id, municipality, default));

    private async Task<RouteHome> HomeAsync(Region region, Municipality municipality)
    {
        OrgTree tree = server.Engine.Organisation;
        School school = await tree.AddSchoolAsync(municipality.Id, $"Школа {Guid.NewGuid():N}", Settlement.City, default);
        SchoolClass room = await tree.AddClassAsync(school.Id, 9, "А", 2, 0, default);
        OrgNode place = new(NodeKind.School, school.Id);
        Account teacher = await server.Engine.Accounts.AddAsync(
            new NewAccount($"teacher-{Guid.NewGuid():N}", "Учитель", StaffRole.Teacher, place, "none"), "test", default);
        if (await server.Engine.Invitations.InviteAsync(StaffRole.Teacher, place, "test", default) is null)
        {
            throw new InvalidOperationException("A teacher was not invited.");
        }

        string invitation = (await server.Engine.Invitations.UnderAsync(place, default))[0].Invitation.Id;
        string code = (await server.Engine.Cards.ReadAsync(room.Id, default))!.Cards[0].Code;
        await ParentsOnPaper.AgreeAsync(server.Engine, room.Id);
        await server.Engine.Names.SetPairAsync(teacher, new NamePair(NameKey, "a"), replaced: null, default);
        await server.Engine.Names.ChangeKeyAsync(school.Id, new KeyChange(0, "a", [], []), "test", default);
        ParentCard card = (await server.Engine.ParentSheets.PrintAsync(room.Id, "test", default))!.Cards[0];
        Assert.True(await server.Engine.Parents.AskAsync(card.Link, ParentRequestKind.Deletion, default));
        string request = (await server.Engine.Consent.RoomAsync(room.Id, default))!.Seats[0].Requests[0].Id;
        CampaignView campaign = (await server.Engine.Campaigns.ListAsync(new OrgNode(NodeKind.Region, region.Id), default)).Single();
        MadeSitting sitting = (await server.Engine.Sittings.MakeAsync(
            school.Id,
            new SittingOrder("Кружок", new SittingWho.Group(9, 2), [new InstrumentChoice("plans", "full")], SittingPlace.Class, Ending),
            "test", default))!;
        (string method, _) = (await server.Engine.Methods.MakeAsync(school.Id, null, "Опросник", MethodKey, MissingAnswers.NoScore, "test", default))!.Value;
        string mark = (await server.Engine.Methods.ReadAsync(school.Id, default)).Single().Mark;
        string message = Assert.IsType<MessageOutcome.Sent>(await server.Engine.DayMessages.SendAsync(place, "Позвоните нам.", 60, "test", default)).Id;
        return new RouteHome(region, municipality, school, room, sitting.ClassId!, code, teacher.Id, invitation, request, campaign, method, mark, message);
    }

    /// <summary>One call of a route, with the objects of a place.</summary>
    public async Task<HttpResponseMessage> CallAsync(HttpClient browser, string route, RouteHome home)
    {
        string[] parts = route.Split(' ');
        string path = PathOf(parts[1], home);
        path += parts[1].Contains("/access/", StringComparison.Ordinal) ? "?from=1&to=2" : "";
        path += parts[1].EndsWith("/sheets", StringComparison.Ordinal) ? "?from=1" : "";
        if (route == "POST /api/staff/people/{id}/enable")
        {
            await server.Engine.Accounts.SetDisabledAsync(home.Teacher, true, "test", default);
        }

        if (route is "POST /api/board/{link}/time" or "POST /api/board/{link}/seat" && (await server.Engine.Board.ReadAsync(home.Class.Id, default))!.Run == LessonState.Lobby)
        {
            await server.Engine.Board.SetLessonAsync(home.Class.Id, LessonState.Running, default);
        }

        if (route == "POST /api/board/{link}/irregularities/withdraw" && (await server.Engine.Irregularities.ReadAsync(home.Class.Id, default)).Count == 0)
        {
            await server.Engine.Irregularities.NoteAsync(home.Class.Id, null, IrregularityKind.Other, "test", default);
        }

        if (route is "POST /api/staff/results/classes/{id}/withdraw" or "POST /api/staff/results/classes/{id}/key")
        {
            await FinishAsync(home, isReleased: route.EndsWith("withdraw", StringComparison.Ordinal));
        }

        if (parts[1].StartsWith("/api/review/", StringComparison.Ordinal))
        {
            await FinishAsync(home, isReleased: false);
        }

        if (route == "POST /api/names/classes/{id}/notes")
        {
            await FinishAsync(home, isReleased: false);
            await HandKeysAsync(home);
        }

        if (parts[1].EndsWith("/{norms}", StringComparison.Ordinal))
        {
            await server.Engine.Writer.RunAsync(null, scope => scope.Execute(NormVersion, new { id = NormsOf(home), region = home.Region.Id, campaign = home.Campaign.Id, file = PackedText.Pack("{}") }), default);
        }

        if (route == "POST /api/staff/people/{id}/factor")
        {
            await GiveFactorAsync(home.Teacher);
        }

        if (route is "POST /api/review/classes/{id}/seats/{seat:int}/draft" or "POST /api/review/classes/{id}/seats/{seat:int}/consilium")
        {
            await HandKeysAsync(home);
        }

        if (route is "POST /api/review/classes/{id}/seats/{seat:int}/consilium/close" or "POST /api/review/classes/{id}/steps")
        {
            await MeetAsync(home, isClosed: route.EndsWith("/steps", StringComparison.Ordinal));
        }

        if (route == "POST /api/review/classes/{id}/seats/{seat:int}/observers/recall")
        {
            await server.Engine.Observers.AskAsync(home.Class.Id, 1, home.Teacher, "test", default);
        }

        if (route == "POST /api/review/classes/{id}/methods/{method}/drop")
        {
            SheetKeying sheet = new(new KeyUsed(1, home.MethodMark), 1, "2025", "page", [4, 0], [], IsReadBack: true);
            Assert.Equal(KeyingKind.Kept, (await server.Engine.MethodSheets.KeyAsync(home.Class.Id, home.Method, sheet, "test", default))!.Kind);
        }

        if (route == "POST /api/review/schools/{id}/methods/drop")
        {
            await server.Engine.Methods.MakeAsync(home.School.Id, home.Method, "Опросник", MethodKey, MissingAnswers.NoScore, "test", default);
        }

        if (parts[1].EndsWith("/decision/{version:long}", StringComparison.Ordinal))
        {
            await SignAsync(home);
        }

        if (route == "POST /api/staff/roster")
        {
            return await browser.PostAsync(new Uri(path, UriKind.Relative), RosterOf(home));
        }

        if (parts[1].Contains("{work}", StringComparison.Ordinal))
        {
            path = path.Replace("{work}", await WorkAsync(browser, home, isPlanned: route.EndsWith("/apply", StringComparison.Ordinal)), StringComparison.Ordinal);
        }

        return parts[0] == "GET"
            ? await browser.GetAsync(new Uri(path, UriKind.Relative))
            : await browser.PostAsJsonAsync(path, await DecisionOf(route, home, browser) ?? await _waves.BodyOf(route, home) ?? await SummaryOf(route, home) ?? await DemandOf(route, home) ?? BodyOf(route, home));
    }

    private static StringContent RosterOf(RouteHome home) => new($"Муниципалитет;Школа;Класс\n{home.Municipality.Name};{home.School.Name};8А\n");

    /// <summary>A file the caller brought, where the caller may; otherwise none.</summary>
    private static async Task<string> WorkAsync(HttpClient browser, RouteHome home, bool isPlanned)
    {
        using HttpResponseMessage taken = await browser.PostAsync(new Uri("/api/staff/roster", UriKind.Relative), RosterOf(home));
        if (!taken.IsSuccessStatusCode)
        {
            return "none";
        }

        string work = (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("work").GetString()!;
        if (isPlanned)
        {
            using HttpResponseMessage planned = await browser.PostAsJsonAsync($"/api/staff/roster/{work}/plan", RosterPlan);
            Assert.True(planned.IsSuccessStatusCode);
        }

        return work;
    }

    private static readonly object RosterPlan = new { fields = new[] { "municipality", "schoolName", "class" }, settlement = "city" };

    /// <summary>The route's path with the objects of a place.</summary>
    public static string PathOf(string path, RouteHome home) => path.Replace("{link}", home.Class.BoardLink, StringComparison.Ordinal).Replace(
        "{id}",
        path.Contains("/people/", StringComparison.Ordinal) ? home.Teacher
            : path.Contains("/invitations/", StringComparison.Ordinal) ? home.Invitation
            : path.Contains("/schools/", StringComparison.Ordinal) || path.Contains("/access/", StringComparison.Ordinal) ? home.School.Id
            : path.Contains("/sittings/", StringComparison.Ordinal) ? home.Sitting
            : home.Class.Id,
        StringComparison.Ordinal).Replace("{region}", home.Region.Id, StringComparison.Ordinal)
        .Replace("{campaign}", home.Campaign.Id, StringComparison.Ordinal).Replace("{seat:int}", "1", StringComparison.Ordinal)
        .Replace("{municipality}", home.Municipality.Id, StringComparison.Ordinal)
        .Replace("{method}", home.Method, StringComparison.Ordinal)
        .Replace("{norms}", NormsOf(home), StringComparison.Ordinal)
        .Replace("{edition}", "none", StringComparison.Ordinal).Replace("{draft}", "none", StringComparison.Ordinal)
        .Replace("{instrument}", "none", StringComparison.Ordinal).Replace("{version}", "1.0.0", StringComparison.Ordinal)
        .Replace("{version:long}", "1", StringComparison.Ordinal);

    /// <summary>Seat 1 has finished.</summary>
    private async Task FinishAsync(RouteHome home, bool isReleased)
    {
        if ((await server.Engine.ReleaseBoard.SeatsAsync(home.Class.Id, default))!.Seats.Count == 0)
        {
            await server.Engine.Board.SetLessonAsync(home.Class.Id, LessonState.Running, default);
            using StudentClient student = new(server.Client(), "0123456789abcdef");
            await student.EnterAsync(home.Code);
            await student.DecideAsync(agree: true);
            HelloReply hello = await student.HelloAsync();
            AnswerEntry[] answers = [.. Interested.Answers(server.Engine.Batteries.For(home.Class.Grade)!, "R", "I")];
            await student.PutAsync(hello.Epoch, 1, answers);
            await student.FinishAsync(hello.Epoch, answers.Length);
        }

        _ = isReleased ? await server.Engine.Releases.ReleaseAsync(home.Class.Id, 1, "test", default) : 0;
    }

    /// <summary>What is signed names the protocol it was made from; what is signed together was looked at.</summary>
    private async Task<object?> DecisionOf(string route, RouteHome home, HttpClient browser)
    {
        if (route == "POST /api/review/classes/{id}/batch")
        {
            using HttpResponseMessage opened = await browser.GetAsync(new Uri($"/api/review/classes/{home.Class.Id}/seats/1/decision", UriKind.Relative));
            using HttpResponseMessage look = await browser.PostAsJsonAsync($"/api/review/classes/{home.Class.Id}/batch/look", new { seats = new[] { 1 } });
            string stamp = look.IsSuccessStatusCode ? (await look.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("stamp").GetString()! : "";
            return new { seats = new[] { 1 }, stamp, texts = new { student = "Слова." } };
        }

        if (!route.EndsWith("/draft", StringComparison.Ordinal) && !route.EndsWith("/sign", StringComparison.Ordinal))
        {
            return null;
        }

        ReviewState state = (await server.Engine.Reviews.ReadAsync(home.Class.Id, 1, "test", default))!;
        return new { version = 1, state.Protocol, draft = 0, generation = 1, revision = 1, @sealed = "a", texts = new { student = "Слова." } };
    }

    /// <summary>What is published was looked at.</summary>
    private async Task<object?> SummaryOf(string route, RouteHome home)
    {
        if (route != "POST /api/staff/schools/{id}/summary")
        {
            return null;
        }

        await ToldSchool.KeepAsync(server.Engine, home.School.Id);
        return new { (await server.Engine.Summaries.ReadAsync(home.School.Id, default)).Stamp };
    }

    /// <summary>What is taken out or back stands there; who writes names what was looked at.</summary>
    private async Task<object?> DemandOf(string route, RouteHome home)
    {
        if (!route.StartsWith("POST /api/demand", StringComparison.Ordinal))
        {
            return null;
        }

        OrgNode region = new(NodeKind.Region, home.Region.Id);
        DemandDesk desk = server.Engine.Demand;
        DemandRow row = new(2, "2411", "okz", "2030", "40", "Служба", "Край", "2020-05-31");
        if (route.EndsWith("/out", StringComparison.Ordinal) || route.EndsWith("/back", StringComparison.Ordinal))
        {
            await desk.ImportAsync(region, [row], (await desk.ReadAsync(region, default))!.Revision, "test", default);
        }

        DemandPage page = (await desk.ReadAsync(region, default))!;
        return new { rows = new[] { row }, page.Revision, year = 2030, system = "okz", region = "Край", number = page.Standing };
    }

    /// <summary>Seat 1 has a signed decision.</summary>
    private async Task SignAsync(RouteHome home)
    {
        ReviewState state = (await server.Engine.Reviews.ReadAsync(home.Class.Id, 1, "test", default))!;
        Account signer = (await server.Engine.Accounts.GetAsync(home.Teacher, default))!.Account;
        Assert.IsType<SignOutcome.Done>(await server.Engine.Reviews.SignAsync(
            home.Class.Id, 1, new ReviewOrder(1, state.Protocol, 0, [], new ReviewTexts("Слова.", null, null, null)), signer, default));
    }

    /// <summary>Seat 1 has a consilium with one step; what an earlier route made of it stays.</summary>
    private async Task MeetAsync(RouteHome home, bool isClosed)
    {
        // An earlier route may have closed the account.
        await server.Engine.Accounts.SetDisabledAsync(home.Teacher, false, "test", default);
        await HandKeysAsync(home);
        if (!(await server.Engine.Consilia.ReadAsync(home.Class.Id, 1, "test", default))!.All.IsEmpty)
        {
            return;
        }

        Account actor = (await server.Engine.Accounts.GetAsync(home.Teacher, default))!.Account;
        DateOnly day = new(2026, 11, 22);
        ConsiliumPlan plan = new(day, [new Participant(ParticipantRole.Psychologist, actor.Id, null)], [new AgreedStep(StepKind.Talk, day)], []);
        Assert.Equal(ConsiliumOutcome.Done, await server.Engine.Consilia.WriteAsync(home.Class.Id, 1, new ConsiliumOrder(1, 1, 1, plan, "a"), actor, default));
        Assert.True(!isClosed || await server.Engine.Consilia.CloseAsync(home.Class.Id, 1, 1, 1, actor.Id, default) == ConsiliumOutcome.Done);
    }

    /// <summary>Everybody who may read names there holds the key.</summary>
    private async Task HandKeysAsync(RouteHome home)
    {
        foreach (NameReader reader in (await server.Engine.Names.SchoolAsync(home.School.Id, "test", default))!.People.Where(one => !one.Holds))
        {
            Account account = (await server.Engine.Accounts.GetAsync(reader.Id, default))!.Account;
            await server.Engine.Names.SetPairAsync(account, new NamePair(NameKey, "a"), replaced: null, default);
            await server.Engine.Names.HandAsync(home.School.Id, 1, new KeyWrap(reader.Id, NameKey, "a"), "test", default);
        }
    }

    private async Task GiveFactorAsync(string id)
    {
        Account account = (await server.Engine.Accounts.GetAsync(id, default))!.Account;
        await server.Engine.Accounts.SetSecondFactorAsync(new StaffIdentity("none", account, SignInStage.Complete), Totp.NewKey(), 1, default);
    }

    private static object BodyOf(string route, RouteHome home) => route switch
    {
        "POST /api/staff/roster/{work}/plan" => RosterPlan,
        "POST /api/bench/qti" => new { name = "item.xml", package = "PGE+"u8.ToArray() },
        "POST /api/bench" => new { kind = "ratings" },
        "POST /api/bench/drafts/{draft}" => new { revision = 1, text = "{}" },
        "POST /api/exports/plan" => new { campaign = home.Campaign.Id, items = true, leastAlike = 5 },
        "POST /api/exports/file" => new { order = new { campaign = home.Campaign.Id, items = true, leastAlike = 5 }, format = "csv" },
        "POST /api/setup/schools/{id}/roster/look" or "POST /api/setup/schools/{id}/roster" => new { classes = new[] { new { name = "10В", seats = new[] { new { sex = "female" } } } } },
        "POST /api/setup/schools" =>
            new { municipalityName = home.Municipality.Name, name = $"Школа {Guid.NewGuid():N}", settlement = "city" },
        "POST /api/setup/classes" => new { schoolId = home.School.Id, grade = 10, letter = "Б", seats = 2, spares = 0 },
        "POST /api/setup/classes/{id}/reissue" or "POST /api/setup/classes/{id}/card" or "POST /api/setup/classes/{id}/parent-link" => new { seat = 1 },
        "POST /api/consent/classes/{id}/record" => new { seats = new[] { 1, 2 }, party = "parent", agree = true },
        "POST /api/consent/classes/{id}/close" or "POST /api/consent/classes/{id}/erase" => new { request = home.Request },
        "POST /api/staff/invitations" => new { role = "teacher", kind = "school", id = home.School.Id },
        "POST /api/board/{link}/lesson" => new { lesson = "running" },
        "POST /api/board/{link}/time" => new { seat = 1, minutes = 5 },
        "POST /api/board/{link}/irregularities" => new { seat = 1, kind = "powerCut" },
        "POST /api/board/{link}/irregularities/withdraw" => new { number = 1 },
        "POST /api/board/{link}/accommodation" => new { seat = 1, accommodation = "time150" },
        "POST /api/board/{link}/seat" => new { seat = 1, run = "paused" },
        "POST /api/board/{link}/message" => new { seat = 1, message = "restEyes" },
        "POST /api/board/{link}/words" or "POST /api/staff/schools/{id}/words" => new { message = home.Message },
        "POST /api/entered" or "POST /api/entered/look" => new { year = 2025, rows = new[] { new { line = 1, school = home.School.Name, indicator = "trials", value = "30", source = "Отчёт", date = "2025-05-31" } } },
        "POST /api/day/messages" => new { kind = "school", id = home.School.Id, words = "Ждём вас.", minutes = 30 },
        "POST /api/day/lessons" => new { kind = "school", id = home.School.Id, step = "pause", minutes = 0, press = "01234567" },
        "POST /api/day/messages/end" => new { kind = "school", id = home.School.Id, message = home.Message },
        "POST /api/board/{link}/takeover" => new { seat = 1 },
        "POST /api/privacy/look" or "POST /api/privacy/export" or "POST /api/privacy/erase" => new { code = home.Code },
        "POST /api/staff/paper/look" => new { code = home.Code },
        "POST /api/staff/paper" => new { code = home.Code, keying = "0123456789abcdef", agrees = false, answers = Array.Empty<string>() },
        "POST /api/names/pair" => new { publicKey = NameKey, sealedPrivate = "a" },
        "POST /api/names/schools/{id}/hand" => new { accountId = home.Teacher, publicKey = NameKey, wrapped = "a", generation = 1 },
        "POST /api/names/schools/{id}/key" => new { from = 1, recovery = "a", past = "a" },
        "POST /api/names/schools/{id}/years/link" =>
            new { pairs = new[] { new { now = new { classId = home.Class.Id, seat = 1 }, earlier = new { classId = home.Class.Id, seat = 2 } } } },
        "POST /api/names/schools/{id}/years/unlink" or "POST /api/names/schools/{id}/years/drop" => new { places = new[] { new { classId = home.Class.Id, seat = 1 } } },
        "POST /api/names/classes/{id}/notes" => new { seat = 1, generation = 1, revision = 1, @sealed = "a" },
        "POST /api/names/classes/{id}" => new { generation = 1, revision = 1, @sealed = "a" },
        "POST /api/session/consent" => new { agree = true, textVersion = "consent-3-timed" },
        "POST /api/session/hello" => new { deviceId = "0123456789abcdef", lastAck = 0, clientNowMs = 0 },
        "POST /api/session/answers" => new { e = 1, n = 1, a = Array.Empty<object>() },
        "POST /api/session/finish" => new { e = 1, lastSeq = 0 },
        "POST /api/session/leave" => new { epoch = 1 },
        "POST /api/staff/sittings/schools/{id}/look" or "POST /api/staff/sittings/schools/{id}" => new
        {
            title = "Интересы",
            classId = home.Class.Id,
            instruments = new[] { new { instrument = "riasec", form = "short48" } },
            place = "home",
            endsAtMs = Ending,
        },
        "POST /api/staff/results/classes/{id}/withdraw" => new { seat = 1, reason = "mistake" },
        "POST /api/staff/results/classes/{id}/key" => new { seat = 1 },
        "POST /api/review/classes/{id}/seats/{seat:int}/consilium" => new
        {
            number = 1,
            generation = 1,
            revision = 1,
            participants = Array.Empty<object>(),
            steps = Array.Empty<object>(),
            outside = Array.Empty<object>(),
            @sealed = "a",
        },
        "POST /api/review/classes/{id}/seats/{seat:int}/consilium/close" => new { number = 1, revision = 1 },
        "POST /api/review/classes/{id}/steps" => new { marks = new[] { new { seat = 1, number = 1, step = 1, entry = 0, outcome = "done" } } },
        "POST /api/review/classes/{id}/seats/{seat:int}/observers" or "POST /api/review/classes/{id}/seats/{seat:int}/observers/recall" => new { accountId = home.Teacher },
        "POST /api/review/schools/{id}/methods/look" or "POST /api/review/schools/{id}/methods" => new { title = "Опросник", key = MethodKey },
        "POST /api/review/schools/{id}/methods/drop" => new { method = home.Method, version = 2 },
        "POST /api/review/schools/{id}/methods/{method}/mapping" => new { columns = new { }, words = new { } },
        "POST /api/review/classes/{id}/methods/{method}/keying" => new { version = 1, key = home.MethodMark, seat = 1, heldOn = "2024", keying = "a", answers = new[] { 1, 2 } },
        "POST /api/review/classes/{id}/methods/{method}/rows" => new { version = 1, key = home.MethodMark, rows = new[] { new { seat = 1, heldOn = "2023", answers = new[] { 1, 2 } } } },
        "POST /api/review/classes/{id}/methods/{method}/drop" => new { seat = 1, heldOn = "2025", mark = MethodSheetMark },
        "POST /api/review/talks" => new { classId = home.Class.Id, seat = 1, held = true },
        "POST /api/staff/campaigns/{region}/{campaign}/look" or "POST /api/staff/campaigns/{region}/{campaign}" =>
            new { settings = home.Campaign.Settings, stamp = home.Campaign.Stamp },
        "POST /api/staff/campaigns/{region}/next" => new { year = home.Campaign.Year },
        _ => new { },
    };
}

/// <summary>A region with everything a route may name.</summary>
internal sealed record RouteHome(
    Region Region, Municipality Municipality, School School, SchoolClass Class, string Sitting, string Code, string Teacher, string Invitation, string Request,
    CampaignView Campaign, string Method, string MethodMark, string Message)
{
    /// <summary>What tells that something of this place was shown.</summary>
    public IReadOnlyList<string> Ids => [Region.Id, Municipality.Id, School.Id, Class.Id, Class.BoardLink, Sitting, Teacher, Invitation, Request, Campaign.Id, Method, Message];

    public OrgNode PlaceOf(StaffRole role) => role switch
    {
        StaffRole.Operator => OrgNode.Server,
        StaffRole.Region or StaffRole.Methodologist => new OrgNode(NodeKind.Region, Region.Id),
        StaffRole.Municipality => new OrgNode(NodeKind.Municipality, Municipality.Id),
        _ => new OrgNode(NodeKind.School, School.Id),
    };
}
