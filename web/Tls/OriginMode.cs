namespace Diagnostics.Web.Tls;

/// <summary>What the server does at an address, by what browsers allow there.</summary>
internal enum OriginMode
{
    /// <summary>https, or a browser on the server itself: everything.</summary>
    Full = 0,

    /// <summary>Plain http from another machine: lessons and results go on, pages for staff and everything with names are closed.</summary>
    WithoutNames = 1,
}
