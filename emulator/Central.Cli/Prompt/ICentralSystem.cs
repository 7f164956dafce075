using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>A central system with its port, as the prompt uses it: the <see cref="Csms"/> itself and what stands around it. Used on its loop.</summary>
internal interface ICentralSystem
{
    Csms Csms { get; }

    /// <summary>Where it listens; null where it does not.</summary>
    int? Port { get; }

    /// <summary>What stations have broken, a line each, in order.</summary>
    IReadOnlyList<string> Violations { get; }

    /// <summary>Where a station's connection comes from; null where nobody knows.</summary>
    string? AddressOf(string station);

    /// <summary>How BootNotifications are answered from now on.</summary>
    /// <param name="heartbeatIntervalSeconds">What the answer gives as interval.</param>
    void AnswerBoots(RegistrationStatus status, int heartbeatIntervalSeconds);

    /// <summary>Pings its stations so often from now on; zero for never.</summary>
    /// <returns>False where it cannot be changed while it runs.</returns>
    bool TryPingEvery(TimeSpan interval);

    /// <summary>Sends what need not be a frame.</summary>
    /// <returns>False where there is no way to.</returns>
    bool TrySendRaw(string station, ReadOnlyMemory<byte> text);

    /// <summary>Ends its connections and listens no more.</summary>
    Task StopAsync();
}
