using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Web.Access;
using Diagnostics.Web.Hubs;
using Diagnostics.Web.Oidc;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Tests.Doors;

/// <summary>
/// Every route of the server, with who may pass. A route that is not in the list fails the first test; each route of the staff is then
/// walked by everybody: nobody, each role on what lies under its place, and the same role from as near as can be: another school, municipality or region.
/// </summary>
public sealed class RouteTable(RunningServer server) : IClassFixture<RunningServer>
{
    private readonly RouteWalk _walk = new(server);

    private const string Open = "open";
    private const string Student = "student";
    private const string Board = "board";
    private const string Anybody = "any staff";
    private const string Rehearsal = "rehearsal";
    private const string Check = "a device's check";
    private const string Collector = "a collector of figures";

    /// <summary>Route → who passes: open, student, board, a device's check, any staff, the rehearsal's key (tests/Rehearsals), a collector's token (tests/Watch), or the roles (t p c m r d o) that may, on objects under their place.</summary>
    private static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["GET /"] = Open,
        ["GET /result"] = Open,
        ["GET /board/{link}"] = Open,
        ["GET /setup"] = Open,
        ["GET /staff"] = Open,
        ["GET /region"] = Open,
        ["GET /review"] = Open,
        ["GET /parent"] = Open,
        ["GET /preview"] = Open,
        ["GET /verify"] = Open,
        ["GET /slip"] = Open,
        ["GET /guide"] = Open,
        ["POST /api/slip"] = Open,
        ["GET /check"] = Open,
        ["GET /leaflet"] = Open,
        ["GET /summary/{link}"] = Open,
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
        ["POST /api/parent/form"] = Open,
        ["POST /api/parent/answers"] = Open,
        ["POST /api/parent/text"] = Open,
        ["GET /health"] = Open,
        ["GET /health/live"] = Open,
        ["GET /health/ready"] = Open,
        ["GET /metrics"] = Collector,
        ["GET /openapi/{documentName}.json"] = Open,
        ["GET /api/atlas.json"] = Open,
        ["GET /api/package/{hash}.json"] = Open,
        ["POST /api/result"] = Open,
        ["POST /api/result/solutions"] = Open,
        ["POST /api/result/years"] = Open,
        ["POST /api/result/portfolio"] = Open,
        ["POST /api/result/click"] = Open,
        ["GET /api/portfolio/keys.json"] = Open,
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
        ["POST /api/board/{link}/accommodation"] = Board,
        ["GET /api/board/{link}/irregularities"] = Board,
        ["POST /api/board/{link}/irregularities"] = Board,
        ["POST /api/board/{link}/irregularities/withdraw"] = Board,
        ["POST /api/board/{link}/takeover"] = Board,
        ["POST /api/board/{link}/seat"] = Board,
        ["POST /api/board/{link}/message"] = Board,
        ["GET /api/board/{link}/words"] = Board,
        ["POST /api/board/{link}/words"] = Board,
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
        ["POST /api/setup/classes/{id}/reissue"] = "t c m r o",
        ["POST /api/setup/classes/{id}/card"] = "t c m r o",
        ["POST /api/setup/classes/{id}/pin"] = "c m r o",
        ["GET /setup/classes/{id}/cards"] = "t c m r o",
        ["GET /setup/classes/{id}/paper"] = "t c m r o",
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
        ["POST /api/rehearsal/report"] = Rehearsal,
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
        ["GET /api/names/schools/{id}/years"] = "p c",
        ["POST /api/names/schools/{id}/years/link"] = "p c",
        ["POST /api/names/schools/{id}/years/unlink"] = "p c",
        ["POST /api/names/schools/{id}/years/drop"] = "p c",
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
        ["POST /api/staff/paper/look"] = "t p c",
        ["POST /api/staff/paper"] = "t p c",
        ["GET /api/staff/results"] = "p",
        ["GET /api/staff/results/schools/{id}"] = "p",
        ["GET /api/staff/results/classes/{id}"] = "p",
        ["GET /api/staff/results/classes/{id}/sheets"] = "p",
        ["POST /api/staff/results/classes/{id}/release"] = "p",
        ["POST /api/staff/results/classes/{id}/withdraw"] = "p",
        ["POST /api/staff/results/classes/{id}/key"] = "p",
        ["POST /api/staff/results/classes/{id}/parent-keys"] = "p",
        ["GET /api/staff/addressed"] = "t p c",
        ["GET /api/staff/addressed/classes/{id}/seats/{seat:int}"] = "t p c",
        ["GET /api/staff/addressed/forms"] = "t p c",
        ["POST /api/staff/addressed/forms/classes/{id}/seats/{seat:int}"] = "t p c",
        ["GET /api/staff/sittings"] = "p",
        ["GET /api/staff/sittings/schools/{id}"] = "p",
        ["POST /api/staff/sittings/schools/{id}/look"] = "p",
        ["POST /api/staff/sittings/schools/{id}"] = "p",
        ["POST /api/staff/sittings/{id}/close"] = "p",
        ["GET /staff/sittings/{id}/cards"] = "p",
        ["GET /api/review/queue"] = "p",
        ["POST /api/review/talks"] = "p",
        ["GET /api/review/classes/{id}/seats/{seat:int}"] = "p",
        ["GET /api/review/classes/{id}/seats/{seat:int}/path"] = "p",
        ["GET /api/groups"] = "t p c",
        ["GET /api/day"] = "m r d",
        ["GET /api/server"] = "o",
        ["GET /api/day/entry"] = "r o",
        ["POST /api/day/entry"] = "r o",
        ["POST /api/day/lessons"] = "m r",
        ["GET /api/day/messages"] = "m r",
        ["POST /api/day/messages"] = "m r",
        ["POST /api/day/messages/end"] = "m r",
        ["GET /api/staff/schools/{id}/words"] = "t p c",
        ["POST /api/staff/schools/{id}/words"] = "t p c",
        ["GET /api/day/schools/{id}"] = "m r d",
        ["GET /api/groups/schools/{id}/shares"] = "p c",
        ["GET /api/groups/schools/{id}/students"] = "p",
        ["GET /api/groups/classes/{id}/students"] = "p",
        ["GET /api/review/classes/{id}/colleagues"] = "p",
        ["POST /api/review/classes/{id}/batch/look"] = "p",
        ["POST /api/review/classes/{id}/batch"] = "p",
        ["GET /api/review/classes/{id}/seats/{seat:int}/decision"] = "p",
        ["GET /api/review/classes/{id}/seats/{seat:int}/decision/{version:long}"] = "p",
        ["POST /api/review/classes/{id}/seats/{seat:int}/draft"] = "p",
        ["POST /api/review/classes/{id}/seats/{seat:int}/sign"] = "p",
        ["GET /api/review/classes/{id}/seats/{seat:int}/consilium"] = "p",
        ["POST /api/review/classes/{id}/seats/{seat:int}/consilium"] = "p",
        ["POST /api/review/classes/{id}/seats/{seat:int}/consilium/close"] = "p",
        ["GET /api/review/steps"] = "p",
        ["GET /api/review/classes/{id}/seats/{seat:int}/parent"] = "p",
        ["GET /api/review/classes/{id}/seats/{seat:int}/observers"] = "p",
        ["POST /api/review/classes/{id}/seats/{seat:int}/observers"] = "p",
        ["POST /api/review/classes/{id}/seats/{seat:int}/observers/recall"] = "p",
        ["POST /api/review/classes/{id}/steps"] = "p",
        ["GET /api/review/schools/{id}/methods"] = "p",
        ["GET /api/review/schools/{id}/methods/rooms"] = "p",
        ["POST /api/review/schools/{id}/methods/look"] = "p",
        ["POST /api/review/schools/{id}/methods"] = "p",
        ["POST /api/review/schools/{id}/methods/drop"] = "p",
        ["GET /api/review/schools/{id}/methods/{method}/mapping"] = "p",
        ["POST /api/review/schools/{id}/methods/{method}/mapping"] = "p",
        ["GET /api/review/classes/{id}/seats/{seat:int}/methods"] = "p",
        ["GET /api/review/classes/{id}/methods/{method}"] = "p",
        ["POST /api/review/classes/{id}/methods/{method}/keying"] = "p",
        ["POST /api/review/classes/{id}/methods/{method}/rows"] = "p",
        ["POST /api/review/classes/{id}/methods/{method}/drop"] = "p",
        ["GET /api/figures/reading"] = "m r d",
        ["POST /api/figures/reading"] = "d",
        ["GET /api/figures/norms"] = "m r d",
        ["GET /api/indicators"] = "m r d",
        ["GET /api/indicators/municipalities/{municipality}"] = "m r d",
        ["GET /api/entered"] = "c m r",
        ["POST /api/entered/look"] = "c m r",
        ["POST /api/entered"] = "c m r",
        ["GET /api/links"] = "m r d",
        ["GET /api/links/municipalities/{municipality}"] = "m r d",
        ["GET /api/staff/schools/{id}/summary"] = "c",
        ["POST /api/staff/schools/{id}/summary"] = "c",
        ["POST /api/staff/schools/{id}/summary/withdraw"] = "c",
        ["GET /staff/schools/{id}/summary"] = "c",
        ["GET /api/figures/items"] = "m r d",
        ["GET /api/figures/models"] = "m r d",
        ["GET /api/figures/banks"] = "m r d",
        ["GET /api/figures/linkable"] = "m r d",
        ["GET /api/figures/link"] = "m r d",
        ["GET /api/demand"] = "m r d",
        ["POST /api/demand/look"] = "r",
        ["POST /api/demand"] = "r",
        ["POST /api/demand/out"] = "r",
        ["POST /api/demand/back"] = "r",
        ["GET /api/exports"] = "d",
        ["POST /api/exports/plan"] = "d",
        ["POST /api/exports/file"] = "d",
        ["GET /api/report"] = "m r d",
        ["GET /api/report/schools"] = "m r d",
        ["GET /api/report/editions/{edition}"] = "m r d",
        ["POST /api/report/words"] = "m r",
        ["POST /api/report/section"] = "m r",
        ["POST /api/report/renew"] = "m r",
        ["POST /api/report/freeze"] = "m r",
        ["GET /api/figures/norms/versions"] = "m r d",
        ["GET /api/figures/norms/versions/{norms}"] = "m r d",
        ["POST /api/figures/norms/freeze"] = "d",
        ["POST /api/staff/roster"] = "m r o",
        ["GET /api/staff/roster/archive"] = "m r o",
        ["GET /api/staff/roster/{work}"] = "m r o",
        ["POST /api/staff/roster/{work}/plan"] = "m r o",
        ["POST /api/staff/roster/{work}/apply"] = "m r o",
        ["POST /api/staff/roster/{work}/drop"] = "m r o",
        ["POST /api/setup/schools/{id}/roster/look"] = "c m r o",
        ["POST /api/setup/schools/{id}/roster"] = "c m r o",
        ["GET /api/waves"] = "c m r d",
        ["GET /api/waves/reports"] = "r o",
        ["POST /api/waves/reports"] = "r o",
        ["POST /api/waves/reports/drop"] = "r o",
        ["POST /api/waves/regions/{region}"] = "r o",
        ["POST /api/waves/regions/{region}/state"] = "r o",
        ["POST /api/waves/regions/{region}/drop"] = "r o",
        ["POST /api/waves/regions/{region}/look"] = "r o",
        ["POST /api/waves/regions/{region}/plan"] = "r o",
        ["POST /api/waves/classes/{id}"] = "c m r o",
        ["GET /api/preparation"] = "c m r d",
        ["GET /api/preparation/persons"] = "c m r o",
        ["GET /api/preparation/schools/{id}"] = "c m r d",
        ["GET /api/preparation/schools/{id}/persons"] = "c m r o",
        ["POST /api/preparation/schools/{id}/persons"] = "c m r o",
        ["POST /api/preparation/schools/{id}/persons/drop"] = "c m r o",
        ["POST /api/preparation/schools/{id}/persons/confirm"] = "c",
        ["GET /api/bench"] = "d",
        ["POST /api/bench"] = "d",
        ["POST /api/bench/qti"] = "d",
        ["GET /api/bench/drafts/{draft}"] = "d",
        ["POST /api/bench/drafts/{draft}"] = "d",
        ["POST /api/bench/drafts/{draft}/drop"] = "d",
        ["GET /api/bench/drafts/{draft}/package"] = "d",
        ["GET /api/bench/drafts/{draft}/qti"] = "d",
        ["GET /api/bench/drafts/{draft}/changes"] = "d",
        ["POST /api/bench/drafts/{draft}/publish"] = "d",
        ["GET /api/bench/published/{instrument}/{version}"] = "d",
        ["GET /api/bench/published/{instrument}/{version}/package"] = "d",
        ["GET /api/bench/published/{instrument}/{version}/qti"] = "d",
        ["GET /api/bench/published/{instrument}/{version}/changes"] = "d",
        ["GET /api/content"] = "m r d",
        ["GET /api/content/statement"] = "m r d",
        ["POST /api/content/freeze"] = "d",
        ["POST /api/content/rehearse"] = "d",
        ["GET /api/staff/campaigns"] = "r o",
        ["POST /api/staff/campaigns/{region}/{campaign}/look"] = "r o",
        ["POST /api/staff/campaigns/{region}/{campaign}"] = "r o",
        ["GET /api/staff/campaigns/{region}/next"] = "r o",
        ["POST /api/staff/campaigns/{region}/next"] = "r o",
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

    /// <summary>Routes that name no object, and what they are about instead: from elsewhere there is nothing foreign to name, so the reply is looked through.</summary>
    private static readonly Dictionary<string, string> WithoutObject = new(StringComparer.Ordinal)
    {
        ["GET /api/setup"] = "the tree under the own place",
        ["POST /api/setup/schools"] = "the new school stands under the own place, whatever municipality is named",
        ["GET /api/staff/people"] = "everybody under the own place",
        ["GET /api/staff/places"] = "the own place and what lies under it",
        ["GET /api/staff/audit"] = "deeds under the own place",
        ["GET /api/names"] = "the own pair of keys and the schools under the own place",
        ["POST /api/names/pair"] = "the own pair of keys; the call has no field for anybody else's",
        ["GET /api/consent/classes"] = "classes under the own place",
        ["GET /api/staff/results"] = "schools under the own place",
        ["GET /api/staff/sittings"] = "schools under the own place",
        ["GET /api/staff/addressed"] = "what is addressed to the own account",
        ["GET /api/staff/addressed/forms"] = "what is asked of the own account",
        ["GET /api/review/queue"] = "students under the own place",
        ["GET /api/review/steps"] = "students under the own place",
        ["GET /api/staff/campaigns"] = "campaigns of the own region",
        ["GET /api/figures/reading"] = "figures of the own region",
        ["GET /api/indicators"] = "indicators of the own place",
        ["GET /api/entered"] = "schools under the own place",
        ["POST /api/entered/look"] = "rows laid beside the schools of the own place",
        ["POST /api/entered"] = "rows laid beside the schools of the own place; another school is a fault (EnteredPlanTests)",
        ["GET /api/links"] = "clicks under the own place",
        ["POST /api/figures/reading"] = "figures of the own region",
        ["GET /api/figures/norms"] = "figures of the own region",
        ["GET /api/figures/items"] = "figures of the own region",
        ["GET /api/figures/models"] = "figures of the own region",
        ["GET /api/figures/banks"] = "built-in content and simulated persons: the same for everybody",
        ["GET /api/figures/linkable"] = "figures of the own region",
        ["GET /api/figures/link"] = "figures of the own region (FigureStories asks from another)",
        ["GET /api/demand"] = "the operator's folder, and what the own region brought (StoreSuite.Demand asks from another)",
        ["POST /api/demand/look"] = "rows laid beside the own region's",
        ["POST /api/demand"] = "rows laid beside the own region's",
        ["POST /api/demand/out"] = "a forecast of the own region",
        ["POST /api/demand/back"] = "a version of the own region",
        ["GET /api/exports"] = "campaigns of the own region",
        ["POST /api/exports/plan"] = "a campaign of the own region (ExportStories asks for another's)",
        ["POST /api/exports/file"] = "a campaign of the own region (ExportStories asks for another's)",
        ["GET /api/figures/norms/versions"] = "versions of the own region",
        ["GET /api/figures/norms/versions/{norms}"] = "a version of the own region (FigureStories asks for another's)",
        ["POST /api/figures/norms/freeze"] = "the own region's reading",
        ["GET /api/report"] = "the report of the own place",
        ["GET /api/report/schools"] = "schools under the own place",
        ["GET /api/report/editions/{edition}"] = "an edition of the own place (YearReportStories asks for another's)",
        ["POST /api/report/words"] = "the report of the own place",
        ["POST /api/report/section"] = "the report of the own place",
        ["POST /api/report/renew"] = "the report of the own place",
        ["POST /api/report/freeze"] = "the report of the own place",
        ["POST /api/staff/roster"] = "a file of one's own; what it may change is told by the plan",
        ["GET /api/staff/roster/archive"] = "classes under the own place",
        ["GET /api/staff/roster/{work}"] = "a file of one's own",
        ["POST /api/staff/roster/{work}/plan"] = "a file of one's own, laid beside the own place",
        ["POST /api/staff/roster/{work}/apply"] = "a file of one's own, written under the own place",
        ["POST /api/staff/roster/{work}/drop"] = "a file of one's own",
        ["GET /api/staff/lessons"] = "lessons under the own place",
        ["GET /api/staff/readiness"] = "classes under the own place",
        ["GET /api/staff/make-up"] = "classes under the own place",
        ["GET /api/day"] = "the own place",
        ["GET /api/server"] = "the server itself",
        ["GET /api/day/entry"] = "the server's entry, the same for all",
        ["POST /api/day/entry"] = "the server's entry, the same for all",
        ["GET /api/day/messages"] = "what was sent under the own place",
        ["GET /api/bench"] = "drafts of the own region",
        ["POST /api/bench"] = "a draft of the own region",
        ["POST /api/bench/qti"] = "a draft of the own region",
        ["GET /api/bench/drafts/{draft}"] = "a draft of the own region (BenchTests ask for another's)",
        ["POST /api/bench/drafts/{draft}"] = "a draft of the own region (BenchTests ask for another's)",
        ["POST /api/bench/drafts/{draft}/drop"] = "a draft of the own region (BenchTests ask for another's)",
        ["GET /api/bench/drafts/{draft}/package"] = "a draft of the own region (BenchTests ask for another's)",
        ["GET /api/bench/drafts/{draft}/qti"] = "a draft of the own region (BenchTests ask for another's)",
        ["GET /api/bench/drafts/{draft}/changes"] = "a draft of the own region (BenchTests ask for another's)",
        ["POST /api/bench/drafts/{draft}/publish"] = "a draft of the own region (BenchTests ask for another's)",
        ["GET /api/bench/published/{instrument}/{version}"] = "what the own region published",
        ["GET /api/bench/published/{instrument}/{version}/package"] = "what the own region published",
        ["GET /api/bench/published/{instrument}/{version}/qti"] = "what the own region published",
        ["GET /api/bench/published/{instrument}/{version}/changes"] = "what the own region published",
        ["GET /api/content"] = "content of the own region",
        ["GET /api/content/statement"] = "content of the own region",
        ["POST /api/content/freeze"] = "content of the own region",
        ["POST /api/content/rehearse"] = "content of the own region",
        ["GET /api/waves"] = "waves of the own region",
        ["GET /api/waves/reports"] = "rehearsals of the server, the same for all",
        ["POST /api/waves/reports"] = "rehearsals of the server, the same for all",
        ["POST /api/waves/reports/drop"] = "rehearsals of the server, the same for all; others' are refused (ReportDoors)",
        ["GET /api/preparation"] = "schools under the own place",
        ["GET /api/preparation/persons"] = "schools under the own place",
        ["GET /api/groups"] = "classes under the own place",
    };

    /// <summary>What whoever may is answered when they do not prove once more who they are, and where there is nothing yet that could be read or written in.</summary>
    private static readonly Dictionary<string, HttpStatusCode> ToUnproved = new(StringComparer.Ordinal)
    {
        ["POST /api/figures/norms/freeze"] = HttpStatusCode.BadRequest,
        ["POST /api/exports/file"] = HttpStatusCode.BadRequest,
        ["GET /api/report/editions/{edition}"] = HttpStatusCode.NotFound,
        ["POST /api/report/words"] = HttpStatusCode.Conflict,
        ["POST /api/report/section"] = HttpStatusCode.Conflict,
        ["POST /api/report/renew"] = HttpStatusCode.Conflict,
        ["POST /api/report/freeze"] = HttpStatusCode.BadRequest,
        ["POST /api/content/freeze"] = HttpStatusCode.BadRequest,
        ["GET /api/bench/drafts/{draft}"] = HttpStatusCode.NotFound,
        ["POST /api/bench/drafts/{draft}"] = HttpStatusCode.Conflict,
        ["POST /api/bench/drafts/{draft}/drop"] = HttpStatusCode.Conflict,
        ["GET /api/bench/drafts/{draft}/package"] = HttpStatusCode.NotFound,
        ["GET /api/bench/drafts/{draft}/qti"] = HttpStatusCode.NotFound,
        ["GET /api/bench/drafts/{draft}/changes"] = HttpStatusCode.NotFound,
        ["POST /api/bench/drafts/{draft}/publish"] = HttpStatusCode.BadRequest,
        ["GET /api/bench/published/{instrument}/{version}"] = HttpStatusCode.NotFound,
        ["GET /api/bench/published/{instrument}/{version}/package"] = HttpStatusCode.NotFound,
        ["GET /api/bench/published/{instrument}/{version}/qti"] = HttpStatusCode.NotFound,
        ["GET /api/bench/published/{instrument}/{version}/changes"] = HttpStatusCode.NotFound,
    };

    /// <summary>What everybody of the staff is answered when they have signed in whole and bring nothing: not what their role may, but what they prove.</summary>
    private static readonly Dictionary<string, HttpStatusCode> ToAnybody = new(StringComparer.Ordinal)
    {
        ["POST /api/staff/code"] = HttpStatusCode.Unauthorized,
        ["POST /api/staff/recovery"] = HttpStatusCode.Unauthorized,
        ["POST /api/staff/password"] = HttpStatusCode.BadRequest,
        ["POST /api/staff/factor"] = HttpStatusCode.BadRequest,
        ["POST /api/staff/factor/confirm"] = HttpStatusCode.BadRequest,
        ["POST /api/staff/external/link"] = HttpStatusCode.Forbidden,
        ["POST /api/staff/external/unlink"] = HttpStatusCode.BadRequest,
        ["GET /api/staff/sessions"] = HttpStatusCode.OK,
        ["POST /api/staff/sessions/{id}/end"] = HttpStatusCode.NotFound,
        ["POST /api/staff/leave"] = HttpStatusCode.NoContent,
    };

    /// <summary>Every call a socket takes, and who passes: behind the socket's own door, which is a row above.</summary>
    private static readonly Dictionary<string, string> HubCalls = new(StringComparer.Ordinal)
    {
        ["SessionHub.Hello"] = Student,
        ["SessionHub.Put"] = Student,
        ["SessionHub.Finish"] = Student,
        ["CheckHub.Echo"] = Check,
    };

    /// <summary>The rows that say this word.</summary>
    internal static IEnumerable<string> Routes(string who) => Table.Keys.Where(route => Table[route] == who);

    [Fact]
    public void Every_route_stands_in_the_list_and_is_kept_by_exactly_one_rule() => AssertListed(server, Table);

    [Fact]
    public async Task A_certificate_of_its_own_opens_the_door_to_its_authority_and_no_other()
    {
        await using RunningServer own = await RunningServer.StartAsync(new RunningServer
        {
            Tls = new TlsOptions { OwnNames = ServerNames.Of(["school.test"]), HttpPort = 0 },
            Urls = "https://127.0.0.1:0",
            Demo = false,
        });
        AssertListed(own, new Dictionary<string, string>(Table, StringComparer.Ordinal) { ["GET /tls/ca.crt"] = Open });
    }

    [Fact]
    public async Task A_sign_in_provider_opens_no_further_door()
    {
        await using RunningServer provided = await RunningServer.StartAsync(new RunningServer
        {
            Oidc = new OidcOptions { Authority = new Uri("https://login.example/"), ClientId = "diagnostics", Name = "область" },
            Demo = false,
        });
        AssertListed(provided, Table);
    }

    private static void AssertListed(RunningServer one, Dictionary<string, string> table)
    {
        Dictionary<string, DoorRule> found = [];
        foreach (RouteEndpoint endpoint in one.Endpoints)
        {
            string route = NameOf(endpoint);
            DoorRule[] rules = [.. endpoint.Metadata.OfType<DoorRule>()];
            Assert.True(rules.Length == 1, $"{route} has {rules.Length} rules.");
            found[route] = rules[0];
        }

        Assert.Equal(table.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found, pair => Assert.Equal(table[pair.Key], Told(pair.Value)));
    }

    [Fact]
    public void Every_call_of_a_socket_stands_in_the_list()
    {
        // Of the hubs this server has open: a rehearsal's floors are a server of their own.
        IEnumerable<Type> hubs = server.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType).OfType<Type>().Distinct();
        IEnumerable<string> calls = hubs.SelectMany(
            hub => hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => method.GetBaseDefinition() == method)
                .Select(method => $"{hub.Name}.{method.Name}"));
        Assert.Equal(HubCalls.Keys.Order(StringComparer.Ordinal), calls.Order(StringComparer.Ordinal));
        Assert.All(HubCalls, call => Assert.Equal(Table[DoorOf(call.Key.Split('.')[0])], call.Value));

        static string DoorOf(string hub) => hub switch
        {
            nameof(SessionHub) => "hub /hub/session",
            nameof(CheckHub) => "hub /hub/check",
            _ => "hub /hub/board/{link}",
        };
    }

    [Fact]
    public async Task Nobody_passes_a_door_of_the_staff_without_signing_in()
    {
        RouteHome home = await _walk.HomeAsync();
        using HttpClient nobody = server.Client();
        foreach (string route in Table.Keys.Where(route => Table[route] is not (Open or Student or Board or Rehearsal or Check or Collector)))
        {
            using HttpResponseMessage reply = await _walk.CallAsync(nobody, route, home);
            Assert.True(reply.StatusCode == HttpStatusCode.Unauthorized, $"{route}: {reply.StatusCode}");
        }
    }

    [Fact]
    public async Task Students_and_boards_are_asked_for_their_own_token()
    {
        RouteHome home = await _walk.HomeAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        foreach (string route in Table.Keys.Where(route => Table[route] is Student or Board or Check && !route.StartsWith("hub", StringComparison.Ordinal)))
        {
            using HttpResponseMessage reply = await _walk.CallAsync(keeper, route, home);
            Assert.True(reply.StatusCode == HttpStatusCode.Unauthorized, $"{route}: {reply.StatusCode}");
        }
    }

    [Fact]
    public async Task Each_role_passes_its_doors_on_what_lies_under_its_place_and_no_other()
    {
        foreach ((string letter, StaffRole role) in Roles)
        {
            foreach (string route in Table.Keys.Where(route => Table[route] is not (Open or Student or Board or Rehearsal or Check or Collector or Anybody)))
            {
                RouteHome home = await _walk.HomeAsync();
                RouteHome elsewhere = await _walk.NextToAsync(home, role);
                using HttpClient own = await server.StaffAsync(role, home.PlaceOf(role));
                using HttpResponseMessage reply = await _walk.CallAsync(own, route, home);
                bool may = Table[route].Split(' ').Contains(letter);
                string told = $"{route} by {role}: {reply.StatusCode} {await reply.Content.ReadAsStringAsync()}";
                Assert.True(may ? (int)reply.StatusCode < 400 || reply.StatusCode == ToUnproved.GetValueOrDefault(route) : reply.StatusCode == HttpStatusCode.Forbidden, told);
                if (may && role != StaffRole.Operator && !WithoutObject.ContainsKey(route))
                {
                    using HttpResponseMessage foreign = await _walk.CallAsync(own, route, elsewhere);
                    Assert.True(foreign.StatusCode == HttpStatusCode.NotFound, $"{route} by {role} from elsewhere: {foreign.StatusCode}");
                }
            }
        }
    }

    /// <summary>One psychologist may serve several schools: their place is then the municipality.</summary>
    [Fact]
    public async Task A_psychologist_of_a_municipality_passes_in_its_schools_and_in_no_other()
    {
        foreach (string route in Table.Keys.Where(route => Table[route].Split(' ').Contains("p")))
        {
            RouteHome home = await _walk.HomeAsync();
            RouteHome elsewhere = await _walk.NextToAsync(home, StaffRole.Municipality);
            using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.Municipality, home.Municipality.Id));
            using HttpResponseMessage reply = await _walk.CallAsync(own, route, home);
            string told = await reply.Content.ReadAsStringAsync();
            Assert.True((int)reply.StatusCode < 400, $"{route}: {reply.StatusCode} {told}");
            if (WithoutObject.ContainsKey(route))
            {
                Assert.All(elsewhere.Ids.Except(home.Ids), id => Assert.False(told.Contains(id, StringComparison.Ordinal), $"{route} tells of elsewhere: {told}"));
                continue;
            }

            using HttpResponseMessage foreign = await _walk.CallAsync(own, route, elsewhere);
            Assert.True(foreign.StatusCode == HttpStatusCode.NotFound, $"{route} elsewhere: {foreign.StatusCode}");
        }
    }

    [Fact]
    public async Task What_names_no_object_shows_and_changes_nothing_of_elsewhere()
    {
        foreach ((string letter, StaffRole role) in Roles.Where(pair => pair.Value != StaffRole.Operator))
        {
            RouteHome home = await _walk.HomeAsync();
            RouteHome elsewhere = await _walk.NextToAsync(home, role);
            int here = await SchoolsOfAsync(home);
            int there = await SchoolsOfAsync(elsewhere);
            using HttpClient own = await server.StaffAsync(role, home.PlaceOf(role));
            foreach (string route in WithoutObject.Keys.Where(route => Table[route].Split(' ').Contains(letter)))
            {
                using HttpResponseMessage reply = await _walk.CallAsync(own, route, route == "POST /api/setup/schools" ? elsewhere : home);
                Assert.True((int)reply.StatusCode < 400 || reply.StatusCode == ToUnproved.GetValueOrDefault(route), $"{route} by {role}: {reply.StatusCode}");
                string told = await reply.Content.ReadAsStringAsync();
                Assert.All(
                    elsewhere.Ids.Except(home.Ids),
                    id => Assert.False(told.Contains(id, StringComparison.Ordinal), $"{route} by {role} tells of elsewhere: {told}"));
            }

            int made = Table["POST /api/setup/schools"].Split(' ').Contains(letter) ? 1 : 0;
            Assert.Equal(here + made, await SchoolsOfAsync(home));
            Assert.Equal(there, await SchoolsOfAsync(elsewhere));
        }
    }

    [Fact]
    public async Task What_is_everybodys_own_is_answered_alike_to_every_role()
    {
        Assert.Equal(Table.Keys.Where(route => Table[route] == Anybody).Order(StringComparer.Ordinal), ToAnybody.Keys.Order(StringComparer.Ordinal));
        foreach (StaffRole role in Roles.Values)
        {
            RouteHome home = await _walk.HomeAsync();
            using HttpClient own = await server.StaffAsync(role, home.PlaceOf(role));
            foreach ((string route, HttpStatusCode expected) in ToAnybody)
            {
                using HttpResponseMessage reply = await _walk.CallAsync(own, route, home);
                Assert.True(reply.StatusCode == expected, $"{route} by {role}: {reply.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Somebody_elses_signed_in_browser_is_not_there_to_be_ended()
    {
        foreach (StaffRole role in Roles.Values)
        {
            RouteHome home = await _walk.HomeAsync();
            using HttpClient own = await server.StaffAsync(role, home.PlaceOf(role));
            using HttpClient colleague = await server.StaffAsync(role, home.PlaceOf(role));
            string id = (await colleague.GetFromJsonAsync<JsonElement>("/api/staff/sessions"))[0].GetProperty("id").GetString()!;
            using HttpResponseMessage foreign = await own.PostAsJsonAsync($"/api/staff/sessions/{id}/end", new { });
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
            using HttpResponseMessage ended = await colleague.PostAsJsonAsync($"/api/staff/sessions/{id}/end", new { });
            Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        }
    }

    [Fact]
    public async Task A_parents_request_is_closed_and_done_in_its_own_class_only()
    {
        foreach ((string act, StaffRole role) in new[]
        {
            ("close", StaffRole.Coordinator), ("close", StaffRole.Psychologist), ("erase", StaffRole.Coordinator),
        })
        {
            RouteHome home = await _walk.HomeAsync();
            RouteHome elsewhere = await _walk.NextToAsync(home, role);
            using HttpClient own = await server.StaffAsync(role, home.PlaceOf(role));
            using HttpResponseMessage foreign = await own.PostAsJsonAsync(
                $"/api/consent/classes/{home.Class.Id}/{act}", new { request = elsewhere.Request });
            Assert.True(foreign.StatusCode == HttpStatusCode.NotFound, $"{act} by {role}: {foreign.StatusCode}");
            Assert.Equal(elsewhere.Request, (await server.Engine.Consent.RoomAsync(elsewhere.Class.Id, default))!.Seats[0].Requests.Single().Id);
            using HttpResponseMessage done = await own.PostAsJsonAsync($"/api/consent/classes/{home.Class.Id}/{act}", new { request = home.Request });
            Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        }
    }

    private async Task<int> SchoolsOfAsync(RouteHome place) => (await server.Engine.Organisation.SchoolsAsync(place.Municipality.Id, default)).Count;

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
        DoorRule.Collector => Collector,
        DoorRule.SignedIn => Anybody,
        DoorRule.Staff staff => string.Join(
            ' ', "t p c m r d o".Split(' ').Where(letter => Permissions.ActsOf(Roles[letter]).Contains(staff.Act))),
        _ => throw new InvalidOperationException("A rule without a word."),
    };
}
