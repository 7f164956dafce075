using ChargerFirmware.Ocpp.Channels;

namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>How a version registers a station with its central system and asks for the time.</summary>
public interface IRegistration
{
    /// <summary>Sends BootNotification.</summary>
    /// <param name="timeout">Counts from the moment the call goes out.</param>
    Task<CallOutcome<RegistrationAnswer>> BootAsync(IOcppChannel channel, TimeSpan timeout);

    /// <summary>Sends a heartbeat, also while the registration is pending.</summary>
    /// <returns>The time that the central system gave; null where it gave none.</returns>
    Task<DateTimeOffset?> AskTimeAsync(CentralSystemLink link);
}
