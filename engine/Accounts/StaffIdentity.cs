namespace Diagnostics.Engine.Accounts;

/// <summary>How far a sign-in has come.</summary>
public enum SignInStage
{
    /// <summary>The password was right and the second factor is due: nothing else opens.</summary>
    CodeDue,

    /// <summary>The role needs a second factor and there is none yet: only setting one up opens.</summary>
    FactorDue,

    Complete,
}

/// <summary>Who is asking: an account signed in from one browser.</summary>
public sealed record StaffIdentity(string SessionId, Account Account, SignInStage Stage);

/// <summary>One signed-in browser, for the list its owner sees.</summary>
/// <param name="Agent">Browser and system in a few words, as the browser says them.</param>
public sealed record StaffSession(string Id, long CreatedAtMs, long SeenAtMs, string Agent, bool Current);
