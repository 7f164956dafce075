using ChargerFirmware.Station.Profiles;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.Station.SmartCharging;

public sealed class FairShareTests
{
    [Theory]
    [InlineData("30 | 6-32 6-32", "15 15")]
    [InlineData("30 | 6-10 6-32", "10 20")]
    [InlineData("100 | 6-10 6-32", "10 32")]
    [InlineData("12 | 6-32 6-32", "6 6")]
    [InlineData("11 | 6-32 6-32", "11 0")]
    [InlineData("11 | 6-32i 6-32", "0 11")]
    [InlineData("11 | 6-32 6-32i 6-32", "11 0 0")]
    [InlineData("10 | 6-32 3-32", "6 4")]
    [InlineData("30 | 6-32 6-5", "30 0")]
    [InlineData("0 | 6-32", "0")]
    [InlineData("33 | 0-8 0-16 0-32", "8 12.5 12.5")]
    public void A_total_is_divided(string given, string expected)
    {
        var parts = given.Split(" | ");
        var claims = parts[1].Split(' ').Select(claim => new ConnectorDemand(
            decimal.Parse(claim.Split('-')[0]), decimal.Parse(claim.Split('-')[1].TrimEnd('i')), !claim.EndsWith('i'))).ToList();

        Assert.Equal(expected.Split(' ').Select(decimal.Parse), FairShare.Divide(decimal.Parse(parts[0]), claims));
    }

    [Fact]
    public void Nothing_is_given_twice_nothing_that_is_wanted_is_left_and_nobody_gets_less_than_who_wants_less()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll<NonNegativeInt, (byte Minimum, byte More, bool Draws)[]>((total, given) =>
        {
            var claims = given.Select(claim => new ConnectorDemand(claim.Minimum % 10, (claim.Minimum % 10) + (claim.More % 40), claim.Draws)).ToList();
            var shares = FairShare.Divide(total.Get, claims);
            Assert.True(shares.Sum() <= total.Get);
            foreach (var (share, claim) in shares.Zip(claims))
            {
                Assert.True(share == 0 || (share >= claim.Minimum && share <= claim.Wanted));
            }

            var served = shares.Zip(claims).Where(pair => pair.First > 0).ToList();
            var wanting = served.Where(pair => pair.First < pair.Second.Wanted).ToList();
            Assert.True(wanting.Count == 0 || Math.Abs(total.Get - shares.Sum()) < 0.001m * (wanting.Count + 1));
            Assert.All(wanting, low => Assert.All(served, high => Assert.True(
                high.First <= low.First + 0.000001m || high.First == high.Second.Minimum)));
        }));
    }
}
