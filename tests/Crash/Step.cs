namespace ChargerFirmware.Tests.Crash;

/// <summary>After which step of a session the station is killed.</summary>
internal enum Step
{
    Plugged,
    Swiped,

    /// <summary>The central system has taken StartTransaction and cut the connection instead of an answer.</summary>
    StartCut,
    Charging,
    SwipedAgain,

    /// <summary>As <see cref="StartCut"/>, with StopTransaction.</summary>
    StopCut,
    Unplugged,
}
