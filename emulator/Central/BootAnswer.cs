using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central;

/// <summary>What a station hears when it sends BootNotification (OCPP 1.6, 4.2).</summary>
/// <param name="IntervalSeconds">Between heartbeats when accepted, else until the next BootNotification; 0 leaves it to the station.</param>
public sealed record BootAnswer(RegistrationState Status, int IntervalSeconds);
