using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Bench;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Every key that can be changed does something: two values of each, and what is seen under them.</summary>
public sealed class ConfigurationKeyTests
{
    private const string Charge = """
        connector 1
        plug
        swipe 04A1B2C3
        expect status Charging within 20s
        """;

    private const string SilentMeterAtBoot = Charge + "\nwait 1m\npower off\nfault 1 meter-silent\npower on\nexpect link Operational within 60s\n";

    private static readonly (string Key, string Value, string Story)[] s_table =
    [
        ("AllowOfflineTxForUnknownId", "true", "link cut\nconnector 1\nplug\nswipe 04A1B2C3\nexpect status Charging within 20s"),
        ("AllowOfflineTxForUnknownId", "false", "link cut\nconnector 1\nplug\nswipe 04A1B2C3\nwait 20s\nexpect status Preparing within 1s\nexpect contactor open"),
        ("AuthorizationCacheEnabled", "true", "call ClearCache\nexpect answer ClearCache status=Accepted"),
        ("AuthorizationCacheEnabled", "false", "call ClearCache\nexpect answer ClearCache status=Rejected"),
        ("AuthorizeRemoteTxRequests", "true", "remote-start 1 TAG\nexpect sent Authorize idTag=TAG"),
        ("AuthorizeRemoteTxRequests", "false", "remote-start 1 TAG\nexpect no sent Authorize for 10s"),
        ("BootNotificationOnReconnect", "true", "link cut\nwait 5s\nlink restore\nexpect link Operational within 2m\nexpect answered BootNotification"),
        ("BootNotificationOnReconnect", "false", "link cut\nwait 5s\nlink restore\nexpect link Operational within 2m\nexpect no sent BootNotification for 30s"),
        ("ClockAlignedDataInterval", "60", "expect sent MeterValues meterValue[0].sampledValue[0].context=Sample.Clock within 61s"),
        ("ClockAlignedDataInterval", "0", "expect no sent MeterValues for 5m"),
        ("ConnectionTimeOut", "20", "swipe 1 04A1B2C3\nexpect status Preparing\nexpect status Available within 22s"),
        ("ConnectionTimeOut", "90", "swipe 1 04A1B2C3\nexpect status Preparing\nwait 80s\nexpect status Preparing within 1s"),
        ("ConnectorPhaseRotation", "1.TSR", "set MeterValuesSampledData Voltage\ntrigger MeterValues 1\nexpect sent MeterValues meterValue[0].sampledValue[0].phase=L3-N"),
        ("ConnectorPhaseRotation", "1.RST", "set MeterValuesSampledData Voltage\ntrigger MeterValues 1\nexpect sent MeterValues meterValue[0].sampledValue[0].phase=L1-N"),
        ("MeterReadyTimeout", "5", SilentMeterAtBoot + "expect sent StopTransaction reason=PowerLoss within 15s"),
        ("MeterReadyTimeout", "40", SilentMeterAtBoot + "expect no sent StopTransaction for 35s\nexpect sent StopTransaction reason=PowerLoss within 15s"),
        ("EvCommunicationTimeout", "5", "connector 2\nplug\nswipe 2 04A1B2C3\nexpect sent StopTransaction reason=Other within 30s"),
        ("EvCommunicationTimeout", "180", "connector 2\nplug\nswipe 2 04A1B2C3\nexpect status Charging within 60s"),
        ("HeartbeatInterval", "20", "expect sent Heartbeat within 21s"),
        ("HeartbeatInterval", "600", "expect no sent Heartbeat for 9m"),
        ("LenientCalls", "true", "connector 1\ncall ChangeAvailability {\"connectorId\":1.0,\"type\":\"inoperative\",\"x\":1}\nexpect status Unavailable"),
        ("LenientCalls", "false", "connector 1\ncall ChangeAvailability {\"connectorId\":1.0,\"type\":\"inoperative\",\"x\":1}\nwait 5s\nexpect status Available"),
        ("LocalAuthListEnabled", "true", "set LocalPreAuthorize true\nsend-list 1 Full 04A1B2C3\nplug 1\nswipe 1 04A1B2C3\nexpect no sent Authorize for 10s"),
        ("LocalAuthListEnabled", "false", "set LocalPreAuthorize true\nsend-list 1 Full 04A1B2C3\nplug 1\nswipe 1 04A1B2C3\nexpect sent Authorize"),
        ("LocalAuthorizeOffline", "true", Charge + "\nwait 3s\nswipe 04A1B2C3\nexpect status Finishing within 20s\nlink cut\nwait 3s\nswipe 04A1B2C3\nexpect status Charging within 20s"),
        ("LocalAuthorizeOffline", "false", Charge + "\nwait 3s\nswipe 04A1B2C3\nexpect status Finishing within 20s\nlink cut\nwait 3s\nswipe 04A1B2C3\nwait 20s\nexpect status Finishing within 1s"),
        ("LocalPreAuthorize", "true", Charge + "\nwait 3s\nswipe 04A1B2C3\nexpect sent StopTransaction within 20s\nwait 3s\nswipe 04A1B2C3\nexpect no sent Authorize for 10s"),
        ("LocalPreAuthorize", "false", Charge + "\nwait 3s\nswipe 04A1B2C3\nexpect sent StopTransaction within 20s\nwait 3s\nswipe 04A1B2C3\nexpect sent Authorize"),
        ("MaxEnergyOnInvalidId", "200", "tag 04C0FFEE ConcurrentTx\nconnector 1\nplug\nswipe 04C0FFEE\nexpect sent StopTransaction reason=DeAuthorized within 3m\nexpect energy reported = energy flowed\nexpect energy reported at least 200 Wh"),
        ("MaxEnergyOnInvalidId", "0", "tag 04C0FFEE ConcurrentTx\nconnector 1\nplug\nswipe 04C0FFEE\nexpect sent StopTransaction reason=DeAuthorized within 10s"),
        ("MessageTimeout", "5", "wait 2s\nstall\nswipe 1 04A1B2C3\nexpect link Disconnected within 12s"),
        ("MessageTimeout", "60", "wait 2s\nstall\nswipe 1 04A1B2C3\nwait 50s\nexpect link Operational within 1s"),
        ("MeterValuesAlignedData", "Voltage", "set ClockAlignedDataInterval 60\nexpect sent MeterValues meterValue[0].sampledValue[0].measurand=Voltage within 61s"),
        ("MeterValuesAlignedData", "", "set ClockAlignedDataInterval 60\nexpect sent MeterValues meterValue[0].sampledValue[0].measurand=Energy.Active.Import.Register within 61s"),
        ("MeterValuesSampledData", "Frequency", "trigger MeterValues 1\nexpect sent MeterValues meterValue[0].sampledValue[0].measurand=Frequency"),
        ("MeterValuesSampledData", "Power.Active.Import", "trigger MeterValues 1\nexpect sent MeterValues meterValue[0].sampledValue[0].measurand=Power.Active.Import"),
        ("MeterValueSampleInterval", "10", Charge + "\nexpect sent MeterValues within 11s\nexpect sent MeterValues within 11s"),
        ("MeterValueSampleInterval", "0", Charge + "\nexpect no sent MeterValues for 5m"),
        ("MinimumStatusDuration", "30", "plug 1\nexpect no sent StatusNotification status=Preparing for 25s\nexpect sent StatusNotification status=Preparing"),
        ("MinimumStatusDuration", "0", "plug 1\nexpect sent StatusNotification status=Preparing within 2s"),
        ("StopTransactionOnEVSideDisconnect", "true", Charge + "\nunplug 1 vehicle\nexpect sent StopTransaction reason=EVDisconnected"),
        ("StopTransactionOnEVSideDisconnect", "false", Charge + "\nunplug 1 vehicle\nexpect status SuspendedEV\nexpect no sent StopTransaction for 1m"),
        ("StopTransactionOnInvalidId", "true", "tag 04C0FFEE ConcurrentTx\nplug 1\nswipe 1 04C0FFEE\nexpect sent StopTransaction reason=DeAuthorized within 20s"),
        ("StopTransactionOnInvalidId", "false", "tag 04C0FFEE ConcurrentTx\nplug 1\nswipe 1 04C0FFEE\nexpect status SuspendedEVSE within 20s\nexpect no sent StopTransaction for 1m"),
        ("StopTxnAlignedData", "Voltage", Charge + "\nwait 3s\nswipe 04A1B2C3\nexpect sent StopTransaction transactionData[0].sampledValue[0].measurand=Voltage within 20s"),
        ("StopTxnAlignedData", "", Charge + "\nwait 3s\nswipe 04A1B2C3\nexpect sent StopTransaction transactionData=- within 20s"),
        ("StopTxnSampledData", "SoC,Frequency", Charge + "\nwait 3s\nswipe 04A1B2C3\nexpect sent StopTransaction transactionData[0].sampledValue[0].measurand=Frequency within 20s"),
        ("StopTxnSampledData", "", Charge + "\nwait 3s\nswipe 04A1B2C3\nexpect sent StopTransaction transactionData=- within 20s"),
        ("TransactionMessageAttempts", "1", "fail StartTransaction 1\nset TransactionMessageRetryInterval 5\nplug 1\nswipe 1 04A1B2C3\nexpect sent StartTransaction\nexpect no sent StartTransaction for 30s"),
        ("TransactionMessageAttempts", "2", "fail StartTransaction 1\nset TransactionMessageRetryInterval 5\nplug 1\nswipe 1 04A1B2C3\nexpect sent StartTransaction\nexpect sent StartTransaction within 6s"),
        ("TransactionMessageRetryInterval", "5", "fail StartTransaction 1\nplug 1\nswipe 1 04A1B2C3\nexpect sent StartTransaction\nexpect sent StartTransaction within 6s"),
        ("TransactionMessageRetryInterval", "50", "fail StartTransaction 1\nplug 1\nswipe 1 04A1B2C3\nexpect sent StartTransaction\nexpect no sent StartTransaction for 45s\nexpect sent StartTransaction"),
        ("UnlockConnectorOnEVSideDisconnect", "true", Charge + "\nunplug 1 vehicle\nexpect status Finishing\nexpect lock unlocked"),
        ("UnlockConnectorOnEVSideDisconnect", "false", Charge + "\nunplug 1 vehicle\nexpect status Finishing\nwait 5s\nexpect lock locked within 1s"),
        ("WebSocketPingInterval", "5", "expect link Operational within 10s\nwait 1s\nexpect link Operational within 30s\nlink half-open\nexpect link Disconnected within 12s"),
        ("WebSocketPingInterval", "120", "expect link Operational within 10s\nwait 1s\nexpect link Operational within 30s\nlink half-open\nwait 60s\nexpect link Operational within 1s"),
        ("ResetRetries", "0", "resets fail\nreset Soft\nexpect sent StatusNotification connectorId=0 errorCode=ResetFailure within 8s"),
        ("ResetRetries", "2", "resets fail\nreset Soft\nexpect no sent StatusNotification errorCode=ResetFailure for 9s\nexpect sent StatusNotification connectorId=0 errorCode=ResetFailure"),
    ];

    public static TheoryData<string, string> Rows => [.. s_table.Select(row => (row.Key, row.Value))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_key_does_what_its_value_says(string key, string value)
    {
        var story = s_table.Single(row => row.Key == key && row.Value == value).Story;
        ScenarioRun.Run(Scenario.Parse($"{key}={value}", $"set {key} {(value.Length > 0 ? value : "\"\"")}\nexpect answer ChangeConfiguration status=Accepted\n{story}\nexpect violations none"), seed: 1);
    }

    [Theory]
    [InlineData("HeartbeatInterval", " 60 ", "60")]
    [InlineData("HeartbeatInterval", "+60", "60")]
    [InlineData("HeartbeatInterval", " +60", "60")]
    [InlineData("BootNotificationOnReconnect", " TRUE ", "true")]
    [InlineData("MessageTimeout", "600", "600")]
    public void Blanks_and_a_plus_change_nothing_of_a_value(string key, string value, string kept) => Assert.Equal(kept, Set(key, value));

    [Theory]
    [InlineData("HeartbeatInterval", "6 0")]
    [InlineData("HeartbeatInterval", "++60")]
    [InlineData("HeartbeatInterval", "60.0")]
    [InlineData("MessageTimeout", "601")]
    [InlineData("MessageTimeout", "2147483647")]
    [InlineData("MessageTimeout", "0")]
    public void What_is_no_value_or_beyond_its_bounds_is_refused(string key, string value) => Assert.Null(Set(key, value));

    [Fact]
    public void A_phase_rotation_is_read_back_as_it_was_set_and_names_no_connector_twice()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(
                """
                set ConnectorPhaseRotation 0.RTS,1.STR
                expect answer ChangeConfiguration status=Accepted
                set ConnectorPhaseRotation 1.RST,1.RTS
                expect answer ChangeConfiguration status=Rejected
                """);
            var keys = story.Bench.Protocol.Configuration;
            Assert.Equal("0.RTS, 1.STR, 2.NotApplicable", keys.Read(keys.Find("ConnectorPhaseRotation")!));
        });
    }

    [Fact]
    public void Every_key_that_can_be_changed_stands_in_the_table_twice()
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        loop.Run(() =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated") });
            bench.Start();
            var writable = bench.Protocol.Configuration.All.Where(key => !key.IsReadOnly).Select(key => key.Name);

            Assert.Equal(writable.SelectMany(key => new[] { key, key }), s_table.Select(row => row.Key).Order(StringComparer.Ordinal));
        });
    }

    /// <summary>What a key says after it was set; null where that was refused.</summary>
    private static string? Set(string key, string value)
    {
        string? kept = null;
        Story.Run(async story =>
        {
            var table = story.Bench.Protocol.Configuration;
            kept = await table.TrySetAsync(table.Find(key)!, value) ? table.Read(table.Find(key)!) : null;
        });
        return kept;
    }
}
