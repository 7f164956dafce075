using ChargerFirmware.Bench;

namespace ChargerFirmware.Tests.Scenarios.Octt;

/// <summary>What GetConfiguration must answer: every key that a claimed profile requires, with the access the standard gives it.</summary>
public sealed class RetrieveConfigurationTests
{
    private const string Core = """
        AuthorizeRemoteTxRequests ClockAlignedDataInterval ConnectionTimeOut ConnectorPhaseRotation HeartbeatInterval LocalAuthorizeOffline
        LocalPreAuthorize MeterValuesAlignedData MeterValuesSampledData MeterValueSampleInterval ResetRetries
        StopTransactionOnEVSideDisconnect StopTransactionOnInvalidId StopTxnAlignedData StopTxnSampledData TransactionMessageAttempts
        TransactionMessageRetryInterval LocalAuthListEnabled
        """;

    private const string ReadOnly = """
        GetConfigurationMaxKeys NumberOfConnectors SupportedFeatureProfiles LocalAuthListMaxLength SendLocalListMaxLength
        ChargeProfileMaxStackLevel ChargingScheduleAllowedChargingRateUnit ChargingScheduleMaxPeriods MaxChargingProfilesInstalled
        """;

    private static readonly char[] s_blanks = [' ', '\n', '\r'];

    [Theory]
    [InlineData("emulated", true)]
    [InlineData("raspberry-pi-4-ac-socket", true)]
    [InlineData("raspberry-pi-4-simpleevse", false)]
    [Trait("Octt", "TC_019_CS")]
    public void Every_required_key_is_answered_with_its_access(string board, bool hasLock)
    {
        Story.Run(
            async story =>
            {
                await story.RunAsync("get\nexpect answer GetConfiguration unknownKey=-");
                var answered = story.Bench.Frames.From(0).Last(entry => entry.Frame is { Action: "GetConfiguration", Kind: "result" }).Frame.Payload
                    .GetProperty("configurationKey").EnumerateArray()
                    .ToDictionary(key => key.GetProperty("key").GetString()!, key => key.GetProperty("readonly").GetBoolean());

                Assert.All(Core.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries), key => Assert.False(answered[key], key));
                Assert.All(ReadOnly.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries), key => Assert.True(answered[key], key));

                // Where the cable is fixed, nothing unlocks.
                Assert.Equal(!hasLock, answered["UnlockConnectorOnEVSideDisconnect"]);

                // Of several, just those; what nobody knows, beside them.
                await story.RunAsync("get MeterValueSampleInterval Nonsense");
                await story.RunAsync(
                    "expect answer GetConfiguration configurationKey[0].key=MeterValueSampleInterval configurationKey[1]=- unknownKey[0]=Nonsense unknownKey[1]=-");
            },
            Boards.Load(board));
    }
}
