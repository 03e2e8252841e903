using System.Net;
using System.Net.Http.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Consent;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Routing;

namespace Diagnostics.Tests.Doors;

/// <summary>
/// Every route of the server, with who may pass. A route that is not in the list fails the first test; each route of the staff is then
/// walked by everybody: nobody, each role on what lies under its place, and the same role from elsewhere.
/// </summary>
public sealed class RouteTable(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Open = "open";
    private const string Student = "student";
    private const string Board = "board";
    private const string Anybody = "any staff";
    private const string Rehearsal = "rehearsal";
    private const string Check = "a device's check";
    private static readonly string NameKey = "B" + new string('a', 86);

    /// <summary>Route → who passes: open, student, board, a device's check, any staff, the rehearsal's key (tests/Rehearsals), or the roles (t p c m r d o) that may, on objects under their place.</summary>
    private static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["GET /"] = Open,
        ["GET /result"] = Open,
        ["GET /board/{link}"] = Open,
        ["GET /setup"] = Open,
        ["GET /staff"] = Open,
        ["GET /parent"] = Open,
        ["GET /slip"] = Open,
        ["POST /api/slip"] = Open,
        ["GET /check"] = Open,
        ["GET /leaflet"] = Open,
        ["POST /api/check/open"] = Open,
        ["POST /api/check/probe"] = Check,
        ["POST /api/check/done"] = Check,
        ["hub /hub/check"] = Check,
        ["hub /hub/check/negotiate"] = Check,
        ["GET /api/consent-text/{version}.json"] = Open,
        ["POST /api/parent/look"] = Open,
        ["POST /api/parent/decide"] = Open,
        ["POST /api/parent/ask"] = Open,
        ["POST /api/parent/recall"] = Open,
        ["GET /health"] = Open,
        ["GET /openapi/{documentName}.json"] = Open,
        ["GET /api/atlas.json"] = Open,
        ["GET /api/package/{hash}.json"] = Open,
        ["POST /api/result"] = Open,
        ["POST /api/result/solutions"] = Open,
        ["POST /api/session/enter"] = Open,
        ["POST /api/session/consent"] = Student,
        ["POST /api/session/ticket"] = Student,
        ["POST /api/session/hello"] = Student,
        ["POST /api/session/answers"] = Student,
        ["POST /api/session/finish"] = Student,
        ["POST /api/session/leave"] = Student,
        ["hub /hub/session"] = Student,
        ["hub /hub/session/negotiate"] = Student,
        ["POST /api/board/{link}/enter"] = Open,
        ["GET /api/board/{link}"] = Board,
        ["GET /api/board/{link}/readiness"] = Board,
        ["POST /api/board/{link}/lesson"] = Board,
        ["POST /api/board/{link}/time"] = Board,
        ["POST /api/board/{link}/takeover"] = Board,
        ["hub /hub/board/{link}"] = Board,
        ["hub /hub/board/{link}/negotiate"] = Board,
        ["POST /api/invitation"] = Open,
        ["POST /api/invitation/accept"] = Open,
        ["POST /api/staff/enter"] = Open,
        ["GET /api/staff/me"] = Open,
        ["GET /api/staff/external"] = Open,
        ["POST /api/staff/external/begin"] = Open,
        ["POST /api/staff/external/invited"] = Open,
        ["POST /api/staff/external/finish"] = Open,
        ["POST /api/staff/external/link"] = Anybody,
        ["POST /api/staff/external/unlink"] = Anybody,
        ["POST /api/staff/code"] = Anybody,
        ["POST /api/staff/recovery"] = Anybody,
        ["POST /api/staff/leave"] = Anybody,
        ["POST /api/staff/password"] = Anybody,
        ["POST /api/staff/factor"] = Anybody,
        ["POST /api/staff/factor/confirm"] = Anybody,
        ["GET /api/staff/sessions"] = Anybody,
        ["POST /api/staff/sessions/{id}/end"] = Anybody,
        ["GET /api/setup"] = "c m r o",
        ["POST /api/setup/schools"] = "m r o",
        ["POST /api/setup/classes"] = "c m r o",
        ["POST /api/setup/classes/{id}/reissue"] = "c m r o",
        ["POST /api/setup/classes/{id}/pin"] = "c m r o",
        ["GET /setup/classes/{id}/cards"] = "t c m r o",
        ["GET /setup/classes/{id}/leaflet"] = "t c m r o",
        ["GET /setup/classes/{id}/parents"] = "c m r o",
        ["POST /api/setup/classes/{id}/parent-link"] = "c m r o",
        ["GET /api/staff/people"] = "c m r o",
        ["GET /api/staff/places"] = "c m r o",
        ["POST /api/staff/invitations"] = "c m r o",
        ["POST /api/staff/invitations/{id}/withdraw"] = "c m r o",
        ["POST /api/staff/people/{id}/disable"] = "c m r o",
        ["POST /api/staff/people/{id}/enable"] = "c m r o",
        ["POST /api/staff/people/{id}/reset"] = "c m r o",
        ["POST /api/staff/people/{id}/factor"] = "c m r o",
        ["GET /api/staff/audit"] = "c m r o",
        ["POST /api/rehearsal/open"] = Rehearsal,
        ["POST /api/rehearsal/close"] = Rehearsal,
        ["GET /api/rehearsal/meters"] = Rehearsal,
        ["GET /api/rehearsal/sessions"] = Rehearsal,
        ["GET /api/rehearsal/answers"] = Rehearsal,
        ["POST /api/privacy/look"] = "c",
        ["POST /api/privacy/export"] = "c",
        ["POST /api/privacy/erase"] = "c",
        ["GET /api/names"] = "t p c",
        ["POST /api/names/pair"] = "t p c",
        ["GET /api/names/schools/{id}"] = "t p c",
        ["GET /api/names/schools/{id}/lists"] = "c",
        ["POST /api/names/schools/{id}/hand"] = "t p c",
        ["POST /api/names/schools/{id}/key"] = "c",
        ["GET /api/names/classes/{id}"] = "t p c",
        ["POST /api/names/classes/{id}"] = "c",
        ["GET /api/names/classes/{id}/notes"] = "p",
        ["POST /api/names/classes/{id}/notes"] = "p",
        ["GET /api/consent/classes"] = "p c",
        ["GET /api/consent/classes/{id}"] = "p c",
        ["POST /api/consent/classes/{id}/record"] = "p c",
        ["POST /api/consent/classes/{id}/close"] = "p c",
        ["POST /api/consent/classes/{id}/erase"] = "c",
        ["GET /api/staff/lessons"] = "t p c",
        ["GET /api/staff/readiness"] = "t p c",
        ["GET /api/staff/readiness/classes/{id}"] = "t p c",
        ["POST /api/staff/readiness/classes/{id}/link"] = "t p c",
        ["POST /api/staff/readiness/classes/{id}/erase"] = "t p c",
        ["GET /api/staff/make-up"] = "t p c",
        ["GET /api/staff/make-up/classes/{id}"] = "t p c",
        ["GET /api/staff/results"] = "p",
        ["GET /api/staff/results/schools/{id}"] = "p",
        ["GET /api/staff/results/classes/{id}"] = "p",
        ["POST /api/staff/results/classes/{id}/release"] = "p",
        ["POST /api/staff/results/classes/{id}/withdraw"] = "p",
        ["POST /api/staff/results/classes/{id}/key"] = "p",
        ["GET /api/staff/campaigns"] = "r o",
        ["POST /api/staff/campaigns/{region}/{campaign}/look"] = "r o",
        ["POST /api/staff/campaigns/{region}/{campaign}"] = "r o",
        ["GET /api/staff/access/{id}"] = "c m r o",
    };

    private static readonly Dictionary<string, StaffRole> Roles = new()
    {
        ["t"] = StaffRole.Teacher,
        ["p"] = StaffRole.Psychologist,
        ["c"] = StaffRole.Coordinator,
        ["m"] = StaffRole.Municipality,
        ["r"] = StaffRole.Region,
        ["d"] = StaffRole.Methodologist,
        ["o"] = StaffRole.Operator,
    };

    /// <summary>Routes whose object is somebody's own place: from elsewhere they show elsewhere's, so there is no foreign object to name.</summary>
    private static readonly HashSet<string> WithoutObject =
    [
        "GET /api/setup", "POST /api/setup/schools", "GET /api/staff/people", "GET /api/staff/places", "GET /api/staff/audit",
        "GET /api/names", "POST /api/names/pair", "GET /api/consent/classes",
        "GET /api/staff/results", "GET /api/staff/campaigns", "GET /api/staff/lessons", "GET /api/staff/readiness", "GET /api/staff/make-up",
    ];

    [Fact]
    public void Every_route_stands_in_the_list_and_is_kept_by_exactly_one_rule()
    {
        Dictionary<string, DoorRule> found = [];
        foreach (RouteEndpoint endpoint in server.Endpoints)
        {
            string route = NameOf(endpoint);
            DoorRule[] rules = [.. endpoint.Metadata.OfType<DoorRule>()];
            Assert.True(rules.Length == 1, $"{route} has {rules.Length} rules.");
            found[route] = rules[0];
        }

        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found, pair => Assert.Equal(Table[pair.Key], Told(pair.Value)));
    }

    [Fact]
    public async Task Nobody_passes_a_door_of_the_staff_without_signing_in()
    {
        Home home = await HomeAsync();
        using HttpClient nobody = server.Client();
        foreach (string route in Table.Keys.Where(route => Table[route] is not (Open or Student or Board or Rehearsal or Check)))
        {
            using HttpResponseMessage reply = await CallAsync(nobody, route, home);
            Assert.True(reply.StatusCode == HttpStatusCode.Unauthorized, $"{route}: {reply.StatusCode}");
        }
    }

    [Fact]
    public async Task Students_and_boards_are_asked_for_their_own_token()
    {
        Home home = await HomeAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        foreach (string route in Table.Keys.Where(route => Table[route] is Student or Board or Check && !route.StartsWith("hub", StringComparison.Ordinal)))
        {
            using HttpResponseMessage reply = await CallAsync(keeper, route, home);
            Assert.True(reply.StatusCode == HttpStatusCode.Unauthorized, $"{route}: {reply.StatusCode}");
        }
    }

    [Fact]
    public async Task Each_role_passes_its_doors_on_what_lies_under_its_place_and_no_other()
    {
        foreach ((string letter, StaffRole role) in Roles)
        {
            foreach (string route in Table.Keys.Where(route => Table[route] is not (Open or Student or Board or Rehearsal or Check or Anybody)))
            {
                Home home = await HomeAsync();
                Home elsewhere = await HomeAsync();
                using HttpClient own = await server.StaffAsync(role, home.PlaceOf(role));
                using HttpResponseMessage reply = await CallAsync(own, route, home);
                bool may = Table[route].Split(' ').Contains(letter);
                string told = $"{route} by {role}: {reply.StatusCode} {await reply.Content.ReadAsStringAsync()}";
                Assert.True(may ? (int)reply.StatusCode < 400 : reply.StatusCode == HttpStatusCode.Forbidden, told);
                if (may && role != StaffRole.Operator && !WithoutObject.Contains(route))
                {
                    using HttpResponseMessage foreign = await CallAsync(own, route, elsewhere);
                    Assert.True(foreign.StatusCode == HttpStatusCode.NotFound, $"{route} by {role} from elsewhere: {foreign.StatusCode}");
                }
            }
        }
    }

    /// <summary>A region of its own with everything a route may name.</summary>
    private async Task<Home> HomeAsync()
    {
        OrgTree tree = server.Engine.Organisation;
        Region region = await tree.AddRegionAsync($"Край {Guid.NewGuid():N}", default);
        Municipality municipality = await tree.AddMunicipalityAsync(region.Id, "Округ", default);
        School school = await tree.AddSchoolAsync(municipality.Id, "Школа", Settlement.City, default);
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
        return new Home(region, municipality, school, room, code, teacher.Id, invitation, request, campaign);
    }

    private async Task<HttpResponseMessage> CallAsync(HttpClient browser, string route, Home home)
    {
        string[] parts = route.Split(' ');
        string path = parts[1].Replace("{link}", home.Class.BoardLink, StringComparison.Ordinal).Replace(
            "{id}",
            parts[1].Contains("/people/", StringComparison.Ordinal) ? home.Teacher
                : parts[1].Contains("/invitations/", StringComparison.Ordinal) ? home.Invitation
                : parts[1].Contains("/schools/", StringComparison.Ordinal) || parts[1].Contains("/access/", StringComparison.Ordinal) ? home.School.Id
                : home.Class.Id,
            StringComparison.Ordinal).Replace("{region}", home.Region.Id, StringComparison.Ordinal)
            .Replace("{campaign}", home.Campaign.Id, StringComparison.Ordinal);
        path += parts[1].Contains("/access/", StringComparison.Ordinal) ? "?from=1&to=2" : "";
        if (route == "POST /api/staff/people/{id}/enable")
        {
            await server.Engine.Accounts.SetDisabledAsync(home.Teacher, true, "test", default);
        }

        if (route is "POST /api/staff/results/classes/{id}/withdraw" or "POST /api/staff/results/classes/{id}/key")
        {
            await FinishAsync(home, isReleased: route.EndsWith("withdraw", StringComparison.Ordinal));
        }

        if (route == "POST /api/names/classes/{id}/notes")
        {
            await FinishAsync(home, isReleased: false);
            await HandKeysAsync(home);
        }

        if (route == "POST /api/staff/people/{id}/factor")
        {
            await GiveFactorAsync(home.Teacher);
        }

        return parts[0] == "GET"
            ? await browser.GetAsync(new Uri(path, UriKind.Relative))
            : await browser.PostAsJsonAsync(path, BodyOf(route, home));
    }

    /// <summary>Seat 1 has finished.</summary>
    private async Task FinishAsync(Home home, bool isReleased)
    {
        if ((await server.Engine.ReleaseBoard.SeatsAsync(home.Class.Id, default))!.Seats.Count == 0)
        {
            await server.Engine.Board.SetLessonAsync(home.Class.Id, LessonState.Running, default);
            using StudentClient student = new(server.Client(), "0123456789abcdef");
            await student.EnterAsync(home.Code);
            await student.DecideAsync(agree: true);
            HelloReply hello = await student.HelloAsync();
            await student.PutAsync(hello.Epoch, 1, new AnswerEntry(0, "1", 1_000));
            await student.FinishAsync(hello.Epoch, 1);
        }

        _ = isReleased ? await server.Engine.Releases.ReleaseAsync(home.Class.Id, 1, "test", default) : 0;
    }

    /// <summary>Everybody who may read names there holds the key.</summary>
    private async Task HandKeysAsync(Home home)
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

    private static object BodyOf(string route, Home home) => route switch
    {
        "POST /api/setup/schools" =>
            new { municipalityName = home.Municipality.Name, name = $"Школа {Guid.NewGuid():N}", settlement = "city" },
        "POST /api/setup/classes" => new { schoolId = home.School.Id, grade = 10, letter = "Б", seats = 2, spares = 0 },
        "POST /api/setup/classes/{id}/reissue" or "POST /api/setup/classes/{id}/parent-link" => new { seat = 1 },
        "POST /api/consent/classes/{id}/record" => new { seats = new[] { 1, 2 }, party = "parent", agree = true },
        "POST /api/consent/classes/{id}/close" or "POST /api/consent/classes/{id}/erase" => new { request = home.Request },
        "POST /api/staff/invitations" => new { role = "teacher", kind = "school", id = home.School.Id },
        "POST /api/board/{link}/lesson" => new { lesson = "running" },
        "POST /api/board/{link}/takeover" => new { seat = 1 },
        "POST /api/privacy/look" or "POST /api/privacy/export" or "POST /api/privacy/erase" => new { code = home.Code },
        "POST /api/names/pair" => new { publicKey = NameKey, sealedPrivate = "a" },
        "POST /api/names/schools/{id}/hand" => new { accountId = home.Teacher, publicKey = NameKey, wrapped = "a", generation = 1 },
        "POST /api/names/schools/{id}/key" => new { from = 1, recovery = "a", past = "a" },
        "POST /api/names/classes/{id}/notes" => new { seat = 1, generation = 1, revision = 1, @sealed = "a" },
        "POST /api/names/classes/{id}" => new { generation = 1, revision = 1, @sealed = "a" },
        "POST /api/session/consent" => new { agree = true, textVersion = "consent-2-timed" },
        "POST /api/session/hello" => new { deviceId = "0123456789abcdef", lastAck = 0, clientNowMs = 0 },
        "POST /api/session/answers" => new { e = 1, n = 1, a = Array.Empty<object>() },
        "POST /api/session/finish" => new { e = 1, lastSeq = 0 },
        "POST /api/session/leave" => new { epoch = 1 },
        "POST /api/staff/results/classes/{id}/withdraw" => new { seat = 1, reason = "mistake" },
        "POST /api/staff/results/classes/{id}/key" => new { seat = 1 },
        "POST /api/staff/campaigns/{region}/{campaign}/look" or "POST /api/staff/campaigns/{region}/{campaign}" =>
            new { settings = home.Campaign.Settings, stamp = home.Campaign.Stamp },
        _ => new { },
    };

    private static string NameOf(RouteEndpoint endpoint)
    {
        string path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
        string? method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Single();
        return $"{(path.StartsWith("/hub", StringComparison.Ordinal) ? "hub" : method)} {path}";
    }

    private static string Told(DoorRule rule) => rule switch
    {
        DoorRule.Open => Open,
        DoorRule.Student => Student,
        DoorRule.Board => Board,
        DoorRule.Rehearsal => Rehearsal,
        DoorRule.Check => Check,
        DoorRule.SignedIn => Anybody,
        DoorRule.Staff staff => string.Join(
            ' ', "t p c m r d o".Split(' ').Where(letter => Permissions.ActsOf(Roles[letter]).Contains(staff.Act))),
        _ => throw new InvalidOperationException("A rule without a word."),
    };

    private sealed record Home(
        Region Region, Municipality Municipality, School School, SchoolClass Class, string Code, string Teacher, string Invitation, string Request,
        CampaignView Campaign)
    {
        public OrgNode PlaceOf(StaffRole role) => role switch
        {
            StaffRole.Operator => OrgNode.Server,
            StaffRole.Region or StaffRole.Methodologist => new OrgNode(NodeKind.Region, Region.Id),
            StaffRole.Municipality => new OrgNode(NodeKind.Municipality, Municipality.Id),
            _ => new OrgNode(NodeKind.School, School.Id),
        };
    }
}
