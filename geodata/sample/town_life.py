"""The invented people of the sample: households in the buildings, members and posts, half a year of issues and visits."""
import datetime

from town_plan import BUSINESS, GRIDS, SCHOOL

AS_OF = datetime.date(2026, 10, 31)
FIRST_DAY = datetime.date(2026, 5, 1)
ALL_HOUSEHOLDS, ENTERPRISES, SHOPS, MODEL_ESTATE_HOMES, MODEL_ESTATE_PARTY_MEMBERS = 6000, 1401, 204, 439, 18
ISSUES, VISITS = 400, 2000

ATTRIBUTES = ("persons", "oldest_age", "n_minors", "living_alone", "disability", "low_income", "chronic_illness", "needs_followup",
              "veteran", "tenancy", "floor_area", "move_in", "last_visit", "fee_paid", "n_open_complaints", "has_volunteer")

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志海云波宁琴鹏辉斌萍浩宇欣怡佳雪梅林东成安和春秋清远思雨晨然"
FIRST = "安和清锦瑞祥融福景春永泰丰嘉文德仁义明新华康乐宁云青碧翠金银玉星朝旭晨望向临长广平顺同庆兴盛凌双"
SECOND = "澜溪泉湾桥塘渡林园庭坊岭台原谷岗屏荷梅兰竹松柏枫桂风光霞月川江河波舟鹤鹭燕芳"
TRADES = ("科技", "贸易", "物流", "咨询", "设计", "传媒", "电子", "建材", "餐饮管理", "软件", "教育", "环保", "供应链", "装饰", "广告", "检测")
GOODS = ("便利店", "面馆", "药房", "水果店", "理发店", "茶铺", "文具店", "五金店", "早餐店", "干洗店", "花店", "书屋", "餐馆", "超市", "修理铺", "烘焙坊")

SKILLS = (("medical", "医护", "Medical care"), ("legal", "法律", "Law"), ("electrical", "水电维修", "Plumbing and wiring"),
          ("teaching", "教学", "Teaching"), ("mediation", "调解", "Mediation"), ("computing", "电脑手机", "Computers and phones"),
          ("driving", "驾驶", "Driving"), ("counselling", "心理疏导", "Counselling"), ("first_aid", "急救", "First aid"),
          ("languages", "外语", "Foreign languages"))
POSTS = (("grid_head", "网格长", "Grid head", "对本网格负总责；掌握户情；组织走访；跟踪事项直至办结", 1),
         ("grid_worker", "专职网格员", "Full-time grid worker", "日常巡查；采集和更新台账；上报事项", 1),
         ("building_captain", "楼栋长", "Building captain", "联系本楼住户；传递通知；反映意见", 4),
         ("elder_care", "助老志愿岗", "Elder-care volunteer", "看望独居老人；代买代办；发现异常及时报告", 2),
         ("environment", "环境劝导岗", "Environment volunteer", "引导垃圾分类；劝导乱堆乱放；爱护绿化", 1),
         ("mediation", "邻里调解岗", "Mediation volunteer", "调解邻里纠纷；主持坝坝会；记录协商结果", 1),
         ("enterprise_service", "企业服务岗", "Enterprise service", "走访企业；讲解政策；收集诉求", 2))
ISSUE_TYPES = (("rubbish", "垃圾堆放", "Dumped rubbish", 1, ("楼道口堆放旧家具", "垃圾桶满溢未清运", "装修垃圾堆在路边")),
               ("noise", "噪声扰民", "Noise", 3, ("夜间装修噪声", "广场音响声音过大", "餐馆排风机噪声")),
               ("fire_lane", "占用消防通道", "Blocked fire lane", 1, ("私家车停在消防通道", "楼道堆放杂物")),
               ("leak", "漏水堵塞", "Leaks and blocked drains", 5, ("下水道堵塞返水", "屋面渗水", "水管接头漏水")),
               ("parking", "车辆乱停", "Parking", 3, ("电动车停在单元门口", "车辆停在人行道上")),
               ("lift", "电梯故障", "Lift out of order", 2, ("电梯停运", "电梯门反复开合")),
               ("lighting", "路灯不亮", "Street light out", 5, ("小区路灯不亮", "单元门灯损坏")),
               ("dispute", "邻里纠纷", "Dispute between neighbours", 15, ("楼上漏水协商未果", "阳台滴水引起争执")),
               ("road", "路面破损", "Broken pavement", 10, ("人行道地砖松动", "路面坑洼积水")),
               ("suggestion", "意见建议", "Suggestion", 15, ("建议增设休息座椅", "建议增加健身器材", "坝坝会建议增设充电桩")))
STAGES = (("reported", "居民", 0), ("verified", "网格长", 6), ("filed", "社区", 9), ("dispatched", "社区", 12),
          ("in_progress", "处置岗", 30), ("handled", "处置岗", 85), ("checked", "网格长", 95), ("closed", "社区", 100))
VISIT_NOTES = ("已见面，情况良好", "已见面，情况良好", "已见面，更新联系电话", "无人在家，已留联系卡", "协助预约体检", "讲解居家安全")


def person_name(dice):
    name = dice.pick(SURNAMES) + dice.pick(GIVEN)
    return name + dice.pick(GIVEN) if dice.chance(0.7) else name


def business_name(dice, endings):
    name = dice.pick(FIRST) + dice.pick(SECOND)
    return name + dice.pick(endings)


def phone(dice):
    """No number begins with 129: nobody can be called."""
    return f"12900{dice.below(1000000):06}"


def shared_out(total, weights):
    whole, run, given, shares = sum(weights), 0.0, 0, []
    for weight in weights:
        run += weight
        upto = int(total * run / whole + 0.5)
        shares.append(upto - given)
        given = upto
    return shares


def settle(plan, dice):
    """How many homes, shops and enterprises each building has; floors follow from that."""
    model = [b for b in plan.buildings if b.name.startswith("风禾苑")]
    others = [g for g, (_, kind, *_rest) in enumerate(GRIDS) if kind == "general" and g != model[0].grid]
    homes = ALL_HOUSEHOLDS - ENTERPRISES - SHOPS - MODEL_ESTATE_HOMES
    by_grid = dict(zip(others, shared_out(homes, [dice.between(0.86, 1.14) for _ in others])))
    by_grid[model[0].grid] = MODEL_ESTATE_HOMES
    for grid, count in by_grid.items():
        houses = [b for b in plan.buildings if b.grid == grid and b.use == "residential"]
        weights = [b.units * b.doors * (1.6 if b.doors > 2 else 1.0) for b in houses]
        for house, share in zip(houses, shared_out(count, weights)):
            house.homes = share
            house.floors = max(1, -(-share // (house.units * house.doors)))
    strips = [b for b in plan.buildings if b.use == "shop"]
    for strip, share in zip(strips, shared_out(SHOPS, [dice.between(0.8, 1.2) for _ in strips])):
        strip.shops = share
    offices = [b for b in plan.buildings if b.use == "office"]
    for office, share in zip(offices, shared_out(ENTERPRISES, [dice.between(0.7, 1.5) for _ in offices])):
        office.enterprises = share
        office.floors = max(6, -(-share // office.doors))


def days_ago(dice, most):
    return AS_OF - datetime.timedelta(days=int(dice.unit() * most))


def draw_enterprise(dice):
    visited = dice.chance(0.7)
    day = days_ago(dice, 500)
    return {"kind": "enterprise", "occupancy": "let" if dice.chance(0.8) else "own", "contact_name": business_name(dice, TRADES) + "有限公司",
            "contact_phone": phone(dice), "tenancy": "renter", "floor_area": f"{dice.between(40, 420):.1f}", "move_in": days_ago(dice, 3000),
            "last_visit": day if visited else "", "fee_paid": int(dice.chance(0.9)), "n_open_complaints": int(dice.chance(0.05))}


def house_people(plan, register, dice):
    """Rows of households.csv in the order of the buildings; what a home or a shop is like comes from `register`."""
    pools = {kind: iter(rows) for kind, rows in register.items()}
    rows = []
    for b in plan.buildings:
        for kind, count in (("home", b.homes), ("shop", b.shops), ("enterprise", b.enterprises)):
            for n in range(count):
                household = draw_enterprise(dice) if kind == "enterprise" else dict(next(pools[kind]))
                if kind == "shop" and household["contact_name"]:
                    household["contact_name"] = business_name(dice, GOODS)
                floor = 1 + n // (b.units * b.doors)
                household.update(key=f"h{len(rows) + 1:04}", building_key=b.key, kind=kind, unit=1 + n // b.doors % b.units, floor=floor,
                                 door=f"{floor}{1 + n % b.doors:02}", building=b)
                rows.append(household)
    return rows


def appoint(plan, dice):
    """Members and their assignments: a grid head for each grid, eighteen party members in the model estate, others near their homes."""
    members, assignments = [], []
    homes = {g: [b for b in plan.buildings if b.grid == g and b.use == "residential"] for g in range(len(GRIDS))}

    def add(kind, home, consents=None):
        keys = [s[0] for s in SKILLS]
        skills = sorted({dice.pick(keys) for _ in range(1 + dice.below(3))}, key=keys.index)
        agreed = dice.chance(0.85) if consents is None else consents
        members.append({"key": f"m{len(members) + 1:03}", "name": person_name(dice), "phone": phone(dice), "kind": kind,
                        "home_building_key": home.key, "skills": ";".join(skills), "consents": int(agreed)})
        return members[-1]

    def assign(member, post, grid, reason):
        since = AS_OF - datetime.timedelta(days=30 + dice.below(800))
        assignments.append({"member_key": member["key"], "post_key": post, "zone_key": f"grid-{grid + 1:02}", "since": since, "reason": reason})

    nearby = {BUSINESS: 6, SCHOOL: 6}
    for grid in range(len(GRIDS)):
        head = add("grid_worker", dice.pick(homes[nearby.get(grid, grid)]), True)
        assign(head, "grid_head", grid, "社区任命")
        if grid == BUSINESS:
            for _ in range(2):
                assign(add("party_member", dice.pick(homes[nearby[grid]]), True), "enterprise_service", grid, "按专长设岗，本人自愿")
            continue
        if grid == SCHOOL:
            continue
        estate = [b for b in homes[grid] if b.name.startswith("风禾苑")]
        kinds = ["building_captain"] * 3 + ["volunteer"] * 3
        kinds += ["party_member"] * (MODEL_ESTATE_PARTY_MEMBERS if estate else 2)
        posts = {"building_captain": 4, "elder_care": 2, "environment": 1, "mediation": 1}
        for kind in kinds:
            member = add(kind, dice.pick(estate or homes[grid]))
            wish = "building_captain" if kind == "building_captain" else dice.pick(("elder_care", "environment", "mediation"))
            if member["consents"] and posts[wish] > 0:
                posts[wish] -= 1
                assign(member, wish, grid, "楼栋推选，就近" if kind == "building_captain" else "就近、方便、自愿")
    return members, assignments


def instant(day, seconds):
    at = datetime.datetime(day.year, day.month, day.day) + datetime.timedelta(seconds=seconds)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def report_issues(plan, dice):
    issues, events = [], []
    peopled = [b for b in plan.buildings if b.homes or b.shops or b.enterprises]
    span = (AS_OF - FIRST_DAY).days
    starts = sorted((dice.below(span + 1), dice.below(43200)) for _ in range(ISSUES))
    for n, (day, second) in enumerate(starts, 1):
        key, zh, _, limit, titles = dice.pick(ISSUE_TYPES)
        building = dice.pick(peopled)
        what, start = dice.pick(titles), FIRST_DAY + datetime.timedelta(days=day)
        stuck = dice.chance(0.1)
        seconds_needed = limit * 86400 * (dice.between(5, 25) if stuck else dice.between(0.1, 1.15))
        status = "reported"
        for stage, by, percent in STAGES:
            after = second + int(seconds_needed) * percent // 100
            if start + datetime.timedelta(days=after // 86400) > AS_OF:
                break
            status, at = stage, instant(start, after)
            events.append({"issue_key": f"i{n:03}", "at": at, "by": by, "status": stage, "note": ""})
        luck, x, y = dice.unit(), dice.between(-9, 9), dice.between(-9, 9)
        outcome = "fixed" if luck < 0.9 else "unfounded" if luck < 0.95 else "not_ours" if luck < 0.98 else "duplicate"
        closed = status == "closed"
        cx, cy = building.centre
        issues.append({"key": f"i{n:03}", "type": key, "title": f"{building.address}{what}", "description": f"居民反映：{building.address}{what}，类别为{zh}。",
                       "status": status, "outcome": outcome if closed else "", "reported_at": instant(start, second),
                       "due_at": instant(start + datetime.timedelta(days=limit), second), "closed_at": at if closed else "",
                       "building_key": building.key, "at": (cx + x, cy + y)})
    return issues, events


def call(households, assignments, dice):
    """Every home's last visit of the half year, and earlier ones until there are as many as there should be."""
    heads = {a["zone_key"]: a["member_key"] for a in assignments if a["post_key"] == "grid_head"}
    homes = [h for h in households if h["last_visit"] and str(h["last_visit"]) >= str(FIRST_DAY)]
    calls = [(str(h["last_visit"]), h) for h in homes if h["kind"] == "home"][:VISITS]
    early = [h for h in homes if str(h["last_visit"]) >= "2026-07-01"]
    while len(calls) < VISITS:
        h = dice.pick(early)
        before = (datetime.date.fromisoformat(str(h["last_visit"])) - FIRST_DAY).days
        calls.append((str(FIRST_DAY + datetime.timedelta(days=dice.below(before))), h))
    calls.sort(key=lambda c: (c[0], c[1]["key"]))
    return [{"key": f"v{n:04}", "household_key": h["key"], "member_key": heads[f"grid-{h['building'].grid + 1:02}"],
             "at": instant(datetime.date.fromisoformat(day), 3600 + dice.below(36000)), "note": dice.pick(VISIT_NOTES)}
            for n, (day, h) in enumerate(calls, 1)]
