using System.Collections.ObjectModel;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Settings;

/// <summary>
/// What the station's behaviour can be tuned by. Names are those of the OCPP 1.6 configuration keys (section 9 of the
/// standard) where there is one. Changes take effect at once; owners of timers listen to <see cref="Changed"/>.
/// </summary>
public sealed class StationSettings
{
    private static readonly MeasurandSelection[] s_sampled =
    [
        new(Measurand.EnergyActiveImportRegister),
        new(Measurand.PowerActiveImport),
        new(Measurand.CurrentImport),
        new(Measurand.Voltage),
        new(Measurand.SoC),
    ];

    private static readonly MeasurandSelection[] s_aligned = [new(Measurand.EnergyActiveImportRegister)];

    /// <summary>Raised on the loop after one or more values have changed.</summary>
    public event Action? Changed;

    public TimeSpan ConnectionTimeOut { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a vehicle's own handshake may take before the session is given up. Our own key.</summary>
    public TimeSpan EvCommunicationTimeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>How long a meter may take after a restart until an interrupted transaction is ended without it. Our own key.</summary>
    public TimeSpan MeterReadyTimeout { get; set; } = TimeSpan.FromSeconds(60);

    public bool AuthorizationCacheEnabled { get; set; } = true;

    public bool AuthorizeRemoteTxRequests { get; set; }

    /// <summary>Zero: no clock-aligned values.</summary>
    public TimeSpan ClockAlignedDataInterval { get; set; }

    /// <summary>How the meter's phases lie on the grid's, by connector; a connector without an entry has them in order.</summary>
    public IReadOnlyDictionary<int, PhaseRotation> ConnectorPhaseRotation { get; set; } = ReadOnlyDictionary<int, PhaseRotation>.Empty;

    public bool LocalAuthListEnabled { get; set; } = true;

    /// <summary>The most tags the local list holds.</summary>
    public int LocalAuthListMaxLength { get; } = 10_000;

    /// <summary>The most tags one SendLocalList may carry: with every field filled they still fit a frame of 1 MiB.</summary>
    public int SendLocalListMaxLength { get; } = 5_000;

    public bool LocalAuthorizeOffline { get; set; } = true;

    /// <summary>A tag that is known to be good starts without asking, also while the central system could be asked.</summary>
    public bool LocalPreAuthorize { get; set; }

    public bool AllowOfflineTxForUnknownId { get; set; }

    /// <summary>Whether a tag may reserve any one connector.</summary>
    public bool ReserveConnectorZeroSupported { get; set; } = true;

    public bool StopTransactionOnEVSideDisconnect { get; set; } = true;

    public bool UnlockConnectorOnEVSideDisconnect { get; set; } = true;

    public bool StopTransactionOnInvalidId { get; set; } = true;

    /// <summary>Energy in Wh that an invalidated transaction may still take; null when the key is not set.</summary>
    public int? MaxEnergyOnInvalidId { get; set; }

    /// <summary>Zero: no sampled values.</summary>
    public TimeSpan MeterValueSampleInterval { get; set; } = TimeSpan.FromSeconds(60);

    public IReadOnlyList<MeasurandSelection> MeterValuesSampledData { get; set; } = s_sampled;

    public IReadOnlyList<MeasurandSelection> MeterValuesAlignedData { get; set; } = s_aligned;

    public IReadOnlyList<MeasurandSelection> StopTxnAlignedData { get; set; } = [];

    public IReadOnlyList<MeasurandSelection> StopTxnSampledData { get; set; } = [];

    /// <summary>The most samples StopTransaction carries (errata v4.0); the first and the last are never dropped.</summary>
    public const int StopTransactionMaxMeterValues = 500;

    /// <summary>Raises the event that something was set.</summary>
    public void NotifyChanged() => Changed?.Invoke();
}
