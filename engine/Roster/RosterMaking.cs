using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Roster;

/// <summary>What an import is made with.</summary>
internal sealed record RosterMaking(RosterMappings Mappings, RosterPen Pen, BatteryLibrary Batteries, OrgPaths Paths, SessionRoll Roll);
