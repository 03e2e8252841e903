namespace Diagnostics.Engine.Accounts;

/// <summary>What staff may do with an object of the tree. Each door asks for exactly one; <see cref="Permissions"/> says who has it.</summary>
public enum StaffAct
{
    /// <summary>Add schools to a municipality or region.</summary>
    KeepSchools,

    /// <summary>Open classes, change a board's PIN, print the parents' sheet.</summary>
    KeepClasses,

    /// <summary>Print a class's code cards, give a seat a new code for a lost one.</summary>
    PrintCards,

    /// <summary>See a class board and lead its lesson.</summary>
    RunLesson,

    /// <summary>Choose instruments for a class, a group or one student beside the day's lesson, print the cards, close it.</summary>
    HoldSittings,

    /// <summary>Read the encrypted list of names of a class (what is in it only the browser can read), and hand the key one holds to a colleague.</summary>
    ReadNames,

    /// <summary>Write the encrypted list of names, make and change the school's key.</summary>
    KeepNames,

    /// <summary>Tie places of one student over years, and untie them; names stay in the browser.</summary>
    LinkYears,

    /// <summary>See which decisions on taking part are recorded, and record those on paper.</summary>
    KeepConsent,

    /// <summary>Read results and reviews of persons.</summary>
    ReadResults,

    /// <summary>Read classes and schools in shares that tell of nobody in particular, beside the region's.</summary>
    ReadShares,

    /// <summary>Read the figures of a place: the day, norms, items, indicators. They tell of nobody in particular.</summary>
    ReadFigures,

    /// <summary>Tell figures of schools that no answer tells: contracts, trials, fairs, where graduates went.</summary>
    EnterFigures,

    /// <summary>Bring forecasts of demand for the own region, take them out and take that back.</summary>
    ImportDemand,

    /// <summary>Write in the yearly report of the own place, and freeze it.</summary>
    WriteReport,

    /// <summary>Put the school's own figures of the year on its site, and take them back.</summary>
    PublishSummary,

    /// <summary>On the day: send words to schools, pause lessons of a place, add minutes to them, change how many are let in.</summary>
    LeadDay,

    /// <summary>Decide about a result and sign it, release it, withdraw it, give a new result key, note that a talk was held.</summary>
    ReleaseResults,

    /// <summary>Read what a psychologist signed for a colleague of the school: only what is addressed to the own account.</summary>
    ReadAddressed,

    /// <summary>Export or erase what is held on a code.</summary>
    Erase,

    /// <summary>Invite, disable and help colleagues.</summary>
    KeepStaff,

    /// <summary>Read who did what.</summary>
    ReadAudit,

    /// <summary>Read how far schools are with what is done before the day, and when their classes hold the lesson.</summary>
    ReadPreparation,

    /// <summary>For a school: confirm who answers for the campaign there.</summary>
    ConfirmResponsible,

    /// <summary>Set a campaign's window, what is shown when, who must agree, how long results are kept.</summary>
    KeepCampaign,

    /// <summary>Look after instruments, batteries and norms.</summary>
    KeepContent,

    /// <summary>Look after the server: backups, health, settings.</summary>
    KeepServer,
}
