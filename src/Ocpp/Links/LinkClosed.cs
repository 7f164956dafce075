namespace ChargerFirmware.Ocpp.Links;

/// <summary>The end of a link.</summary>
/// <param name="Description">What happened, for the log.</param>
public sealed record LinkClosed(LinkCloseCause Cause, string Description);
