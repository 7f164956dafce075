namespace ChargerFirmware.Ocpp.Json;

/// <summary>How near a value comes to what the standard wants in its place.</summary>
internal enum Fit
{
    /// <summary>Just so.</summary>
    Exact,

    /// <summary>Not as specified, but unambiguous: a moment without its seconds. Taken from everybody.</summary>
    Plain,

    /// <summary>Another spelling of what the standard wants, such as <c>"77"</c> for 77. Taken where the reader is lenient.</summary>
    Respelt,

    /// <summary>Nothing that stands for a value.</summary>
    Unreadable,
}
